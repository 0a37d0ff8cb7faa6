import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { runInFolder } from "@descent/lab/testing";
import { readRuns } from "@descent/reports";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { compare } from "./compare.ts";

Deno.test({
  name: "compare --diagnostics shows trainings from inside, and looks between solutions once",
  ignore: !isPermitted("compare with diagnostics", ...FILES),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const flags = ["--problem=table-classifier", "--optimizers=adam,sgd", "--epochs=1"]
        .concat("--seeds=2", "--learning-rate=0.01", "--diagnostics");
      const { code, error } = await runInFolder(compare, folder, ...flags);
      assertEquals([code, error], [0, ""]);
      const page = Deno.readTextFileSync(`${folder}/out/index.html`);
      assertStringIncludes(page, ">Inside the training<");
      assertStringIncludes(page, ">Between solutions<");
      const runs = await readRuns(`${folder}/runs`);
      const looked = runs.filter(({ record }) => record.phase === "landscape");
      assertEquals(runs.length, 5);
      assertEquals(looked.map(({ record }) => record.landscape!.solutions.toSorted()), [[
        "adam",
        "sgd",
      ]]);
    }),
});
