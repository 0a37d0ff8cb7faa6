import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { runInFolder } from "@descent/lab/testing";
import { parse } from "@std/csv";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { compare } from "./compare.ts";

const ignore = !isPermitted("compare with early stopping", ...FILES);
const SHORT = ["--train-count=300", "--validation-count=50", "--test-count=50", "--hidden=10"]
  .concat("--epochs=3", "--optimizers=sgd,adam", "--settings=9", "--seeds=1");

function rowsOf(folder: string): Record<string, string>[] {
  const text = Deno.readTextFileSync(`${folder}/out/trials.csv`);
  return parse(text, { skipFirstRow: true }).map((row) =>
    Object.fromEntries(
      Object.entries(row).filter(([name]) => !/second|started|command|jobs/.test(name)),
    )
  ) as Record<string, string>[];
}

Deno.test({
  name: "compare stops settings early, the same ones for any number of jobs, and says so",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const [one, two] = [`${folder}/one`, `${folder}/two`];
      for (const [place, jobs] of [[one, 1], [two, 2]] as const) {
        const { code, error } = await runInFolder(
          compare,
          place,
          ...SHORT,
          "--early-stopping=asha",
          `--jobs=${jobs}`,
        );
        assertEquals([code, error], [0, ""]);
      }
      const rows = rowsOf(one);
      assertEquals(rowsOf(two), rows);
      const sgd = rows.filter(({ optimizer, phase }) => optimizer === "sgd" && phase === "rung");
      const epochs = sgd.map((row) => Number(row.epochs_planned ?? row.epochs).toFixed(2));
      assertEquals(new Set(epochs), new Set(["0.33", "1.00"]));
      assertStringIncludes(
        Deno.readTextFileSync(`${one}/out/index.html`),
        "were stopped by asynchronous successive halving",
      );
      const both = await runInFolder(compare, one, "--early-stopping=asha", "--learning-rate=1");
      assertEquals(both.code, 2);
      assertStringIncludes(both.error, "--early-stopping: expected no --learning-rate");
    }),
});
