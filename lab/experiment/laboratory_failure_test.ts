import { progressTracker, TaskError } from "@descent/cli";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { readRuns } from "@descent/reports";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { stub } from "@std/testing/mock";
import { sampleData, sampleTrial } from "../testing/mod.ts";
import { currentEnvironment } from "../trials/environment.ts";
import { failedOutcome, type TrialOutcome } from "../trials/trial_outcome.ts";
import type { TrialRunner } from "../trials/trial_runner.ts";
import { createLaboratory, type LaboratoryOptions } from "./laboratory.ts";

const ignore = !isPermitted("laboratory", ...FILES);
const trials = [0, 1, 2].map((seed) => sampleTrial({ seed }));

function laboratoryWith(runsFolder: string, changes: Partial<LaboratoryOptions>) {
  const tracker = progressTracker();
  return createLaboratory({
    load: sampleData,
    runners: [],
    runsFolder,
    environment: currentEnvironment(),
    command: "deno task compare",
    tracker,
    display: { refresh() {}, tell() {}, [Symbol.dispose]() {} },
    signal: new AbortController().signal,
    ...changes,
  });
}

function runnerOf(run: (seed: number) => Promise<TrialOutcome>): TrialRunner {
  return { run: ({ trial }) => run(trial.seed), stop() {}, [Symbol.dispose]() {} };
}

function outcomeOf(status: "completed" | "failed"): TrialOutcome {
  const outcome = failedOutcome("no memory", new Date(0));
  return status === "failed" ? outcome : { ...outcome, status, error: null };
}

const firstFails = (seed: number) =>
  Promise.resolve(outcomeOf(seed === 0 ? "failed" : "completed"));

Deno.test({
  name: "laboratory goes on after a trial that fails",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const laboratory = laboratoryWith(folder, { runners: [runnerOf(firstFails)] });
      const runs = await laboratory.run(trials);
      const statuses = runs.map(({ record }) => record.status);
      assertEquals(statuses, ["failed", "completed", "completed"]);
    }),
});

Deno.test({
  name: "laboratory that fails fast stops at the first trial that does, and gives up the others",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const endless = runnerOf(() => new Promise(() => {}));
      const runners = [runnerOf(firstFails), endless];
      const laboratory = laboratoryWith(folder, { failFast: true, runners });
      const error = await assertRejects(() => laboratory.run(trials), TaskError);
      assertEquals(error.exitCode, 1);
      assert(
        /^\S+: \S+ \S+ seed 0 failed, which ends the run: no memory; 0 of 3 trials are there/
          .test(error.message),
        error.message,
      );
      assertEquals((await readRuns(folder)).map(({ record }) => record.seed), [0]);
    }),
});

for (
  const [failure, mend] of [
    ["No space left on device (os error 28)", "free some space"],
    ["File too large (os error 27)", "raise the limit of file sizes"],
    ["Read-only file system (os error 30)", "name a folder"],
  ]
) {
  Deno.test({
    name: `laboratory keeps finished trials, and says how to mend: ${failure}`,
    ignore,
    fn: () =>
      withTemporaryFolder(async (folder) => {
        const runner = runnerOf(() => Promise.resolve(outcomeOf("completed")));
        const laboratory = laboratoryWith(folder, { runners: [runner] });
        await laboratory.run(trials.slice(0, 2));
        const { open } = Deno;
        {
          using _full = stub(Deno, "open", (path, options) => {
            return options?.createNew ? Promise.reject(new Error(failure)) : open(path, options);
          });
          const error = await assertRejects(() => laboratory.run(trials), TaskError);
          assertEquals(error.exitCode, 1);
          assert(error.message.includes("cannot write the trial"), error.message);
          assert(error.message.includes(mend), error.message);
          assert(!error.message.includes("\n"));
        }
        const kept = await readRuns(folder);
        assertEquals(kept.map(({ record }) => record.seed), [0, 1]);
        // The same command goes on from there.
        const again = laboratoryWith(folder, { runners: [runner] });
        assertEquals((await again.run(trials)).length, 3);
      }),
  });
}

Deno.test({
  name: "laboratory ends when a trial cannot be written",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const file = `${folder}/file`;
      await Deno.writeTextFile(file, "");
      let asked = 0;
      const runner = runnerOf(() => {
        asked++;
        return Promise.resolve(outcomeOf("completed"));
      });
      const laboratory = laboratoryWith(`${file}/runs`, { runners: [runner] });
      const error = await assertRejects(() => laboratory.run(trials), Error);
      assert(asked <= 1, error.message);
    }),
});
