import { assertEquals, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { planDigest } from "../protocol/board_plan.ts";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { storedFiles } from "../trials/read_board.ts";
import { runReport } from "./run_report.ts";

Deno.test({
  name: "runReport writes the pages and the same data, and nothing of data that do not hold",
  ignore: !isPermitted("lab report", ...FILES),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      using log = stub(console, "log");
      using _error = stub(console, "error");
      const plan = samplePlan();
      const index = { plan, hash: await planDigest(plan), fusedMultiplyAdd: true };
      const files = await storedFiles(index, sampleTrials());
      for (const [name, text] of Object.entries(files)) {
        await Deno.writeTextFile(`${folder}/${name}`, text);
      }
      const out = `${folder}/pages`;
      assertEquals(await runReport([folder, `--out=${out}`]), 0);
      assertEquals(log.calls[0].args, [`${out}/index.html`]);
      assertStringIncludes(await Deno.readTextFile(`${out}/index.html`), plan.rules[0].title);
      for (const [name, text] of Object.entries(files)) {
        assertEquals(await Deno.readTextFile(`${out}/${name}`), text);
      }
      await Deno.writeTextFile(`${folder}/trials.csv`, files["trials.csv"].replace("0.", "1."));
      assertEquals(await runReport([folder, `--out=${folder}/other`]), 2);
    }),
});
