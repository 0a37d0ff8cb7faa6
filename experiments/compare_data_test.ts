import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { SAMPLE_FILES } from "@descent/data/testing";
import { runInFolder } from "@descent/lab/testing";
import { parse } from "@std/csv";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { compare } from "./compare.ts";

const ignore = !isPermitted("compare on files", ...FILES);

function testAccuracies(folder: string): number[] {
  const text = Deno.readTextFileSync(`${folder}/out/trials.csv`);
  const rows = parse(text, { skipFirstRow: true }) as Record<string, string>[];
  return rows.filter(({ phase }) => phase === "final").map((row) =>
    Number(row.final_test_accuracy)
  );
}

for (const { format, write } of SAMPLE_FILES) {
  Deno.test({
    name: `compare learns ${format}`,
    ignore,
    fn: () =>
      withTemporaryFolder(async (folder) => {
        Deno.mkdirSync(`${folder}/data`);
        const path = await write(`${folder}/data`);
        const { code, error } = await runInFolder(
          compare,
          folder,
          `--dataset=${path}`,
          "--optimizers=adam",
          "--learning-rate=0.01",
          "--epochs=60",
          "--seeds=1",
          "--jobs=1",
        );
        assertEquals([code, error], [0, ""]);
        const [accuracy] = testAccuracies(folder);
        assert(accuracy >= 0.9, `test accuracy ${accuracy}`);
        const page = Deno.readTextFileSync(`${folder}/out/index.html`);
        assertStringIncludes(page, "SHA-256 of the content");
      }),
  });
}

Deno.test({
  name:
    "compare on the wines, with all defaults but two optimizers, reaches 94 % and says what 36 rows can tell",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const args = ["--dataset=wine", "--optimizers=adam,sgd"];
      const { code, error } = await runInFolder(compare, folder, ...args);
      assertEquals([code, error], [0, ""]);
      const accuracies = testAccuracies(folder);
      assertEquals(accuracies.length, 20);
      assert(accuracies.reduce((sum, each) => sum + each, 0) / 20 >= 0.94);
      const page = Deno.readTextFileSync(`${folder}/out/index.html`);
      assertStringIncludes(page, "The test part has 36 examples, the same for every seed.");
    }),
});
