import { assert, assertEquals } from "@std/assert";
import { stub } from "@std/testing/mock";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { planDigest } from "../protocol/board_plan.ts";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { readBoard, storedFiles } from "../trials/read_board.ts";
import { runBaseline } from "./run_baseline.ts";

Deno.test({
  name:
    "runBaseline writes what --against reads, smaller, and nothing of a report that does not hold",
  ignore: !isPermitted("lab baseline", ...FILES),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      using _log = stub(console, "log");
      using _error = stub(console, "error");
      const plan = samplePlan();
      const index = { plan, hash: await planDigest(plan), fusedMultiplyAdd: true };
      const files = await storedFiles(index, sampleTrials());
      for (const [name, text] of Object.entries(files)) {
        await Deno.writeTextFile(`${folder}/${name}`, text);
      }
      const out = `${folder}/baseline`;
      assertEquals(await runBaseline([folder, `--out=${out}`]), 0);
      const { trials, hash } = await readBoard(out);
      assertEquals([trials, hash], [sampleTrials(), index.hash]);
      assert((await Deno.stat(`${out}/trials.csv.gz`)).size < files["trials.csv"].length);
      await Deno.writeTextFile(`${folder}/trials.csv`, files["trials.csv"].replace("0.", "1."));
      assertEquals(await runBaseline([folder, `--out=${folder}/other`]), 2);
    }),
});
