import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { runInFolder } from "@descent/lab/testing";
import { assertAlmostEquals, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { rowsOf } from "./_testing.ts";
import { compare } from "./compare.ts";

const ignore = !isPermitted("compare with a schedule", ...FILES);
const SHORT = ["--train-count=400", "--validation-count=100", "--test-count=100", "--epochs=1"];

Deno.test({
  name: "compare takes schedules in words and from a file, and its report says which one ran",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const one = [...SHORT, "--optimizers=sgd", "--learning-rate=0.1", "--seeds=1"];
      const spaced = await runInFolder(compare, folder, ...one, "--schedule=warmup(1), linear");
      assertEquals([spaced.code, spaced.error], [0, ""]);
      assertEquals(rowsOf(folder, "trials.csv")[0].schedule, "warmup(1),linear");
      assertStringIncludes(
        Deno.readTextFileSync(`${folder}/out/index.html`),
        "batch size 128, schedule warmup(1),linear",
      );
      // The rates of the steps to come.
      const [half, end] = rowsOf(folder, "metrics.csv").map((row) => Number(row.learning_rate));
      assertAlmostEquals(half, 0.2 / 3, 1e-12);
      assertEquals(end, 0);

      const file = `${folder}/mine.ts`;
      await Deno.writeTextFile(
        file,
        "export default (step: number, loss = 9, _steps = 0) => step === 1 ? 1 : 1 / (1 + loss);",
      );
      assertEquals((await runInFolder(compare, folder, ...one, `--schedule=${file}`)).code, 0);
      assertMatch(rowsOf(folder, "trials.csv")[0].schedule, /^mine\.ts \(SHA-256 [0-9a-f]{8}\)$/);
      for (const row of rowsOf(folder, "metrics.csv")) {
        const rate = 0.1 / (1 + Number(row.validation_loss));
        assertAlmostEquals(Number(row.learning_rate), rate, 1e-9);
      }

      const tooLong = await runInFolder(compare, folder, ...one, "--schedule=warmup(9000),cosine");
      assertStringIncludes(tooLong.error, "expected 'warmup(9000)' to last from 1 to");
      const wrong = await runInFolder(compare, folder, ...one, "--schedule=cosin");
      assertEquals(wrong.code, 2);
      assertStringIncludes(wrong.error, "got 'cosin'; check the spelling (did you mean cosine?)");
    }),
});
