import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { type Run, writeRun } from "@descent/reports";
import { sampleRun } from "@descent/reports/testing";
import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { TaskError } from "@descent/cli";
import { failedOutcome } from "../trials/trial_outcome.ts";
import { mergeStores } from "./merge_stores.ts";

const ignore = !isPermitted("merged stores", ...FILES);

async function store(folder: string, runs: readonly Run[]): Promise<string> {
  for (const { record, metrics } of runs) await writeRun(folder, record, metrics);
  return folder;
}

const seeds = (...list: number[]) => list.map((seed) => sampleRun({ seed }));

Deno.test({
  name: "mergeStores takes each trial once, and one that ended before one that failed",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const { record } = sampleRun({ seed: 2 });
      const { results } = failedOutcome("", new Date(0));
      const failed: Run = {
        record: { ...record, status: "failed", error: "no memory", results },
        metrics: [],
      };
      const a = await store(`${folder}/a`, [...seeds(0, 1), failed]);
      const b = await store(`${folder}/b`, seeds(1, 2, 3));
      for (const folders of [[a, b], [b, a]]) {
        const { runs, shared, find } = await mergeStores(folders);
        assertEquals(runs, seeds(0, 1, 2, 3));
        assertEquals(shared, 1);
        assertEquals(find(record)?.record.status, "completed");
        assertEquals(find({ ...record, trialId: "0000000000000000" }), undefined);
      }
    }),
});

Deno.test({
  name:
    "mergeStores refuses trials of one identity with other bits, and names them and where they part",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const a = await store(`${folder}/a`, seeds(0, 1));
      const { record, metrics } = sampleRun({ seed: 1 });
      const weightsDigest = "0".repeat(64);
      const other = { ...record, results: { ...record.results, weightsDigest } };
      const b = await store(`${folder}/b`, [{ record: other, metrics }]);
      const error = await assertRejects(() => mergeStores([a, b]), TaskError);
      assertMatch(error.message, /^1 trial has one identity and other bits in two folders/);
      assertMatch(
        error.message,
        /compare \S+ adam \S+ seed 1 in \S+\/a and \S+\/b: it parts in the final weights/,
      );
    }),
});

Deno.test({
  name: "mergeStores refuses a folder without trials, and one with a damaged record",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const none = await assertRejects(() => mergeStores([`${folder}/none`]), TaskError);
      assertMatch(none.message, /none: expected a folder of trials, found none in it/);
      const [run] = seeds(0);
      const path = await writeRun(`${folder}/a`, run.record, run.metrics);
      await Deno.writeTextFile(`${path}/metrics.csv`, "step\n1\n");
      await assertRejects(() => mergeStores([`${folder}/a`]), TaskError, "metrics.csv");
    }),
});
