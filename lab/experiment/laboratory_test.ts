import { progressTracker } from "@descent/cli";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { readRuns } from "@descent/reports";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { sampleDataset } from "@descent/data/testing";
import { sampleTrial } from "../testing/sample_trial.ts";
import { currentEnvironment } from "../trials/environment.ts";
import { shareDataset } from "../trials/shared_dataset.ts";
import type { Trial } from "../trials/trial.ts";
import { failedOutcome } from "../trials/trial_outcome.ts";
import { type TrialRunner, trialRunner } from "../trials/trial_runner.ts";
import { createLaboratory, type LaboratoryOptions } from "./laboratory.ts";

const ignore = !isPermitted("laboratory", ...FILES);
const dataset = await shareDataset(sampleDataset());
const seeds = [0, 1, 2, 3, 4];
const trials = seeds.map((seed) => sampleTrial({ seed }));

function laboratoryWith(runsFolder: string, changes: Partial<LaboratoryOptions>) {
  const tracker = progressTracker();
  const laboratory = createLaboratory({
    dataset,
    runners: [],
    runsFolder,
    environment: currentEnvironment(),
    command: "deno task compare",
    tracker,
    display: { refresh() {}, [Symbol.dispose]() {} },
    signal: new AbortController().signal,
    ...changes,
  });
  return { laboratory, tracker };
}

/** A runner that trains nothing and notes what it was asked for. */
function fakeRunner(asked: Trial[], whenAsked: (trial: Trial) => void = () => {}): TrialRunner {
  return {
    run({ trial }) {
      asked.push(trial);
      whenAsked(trial);
      const outcome = failedOutcome("", new Date(0));
      return Promise.resolve({ ...outcome, status: "completed", error: null });
    },
    [Symbol.dispose]() {},
  };
}

/** The files of a name below a folder, sorted. */
function filesBelow(folder: string, name: string): string[] {
  const entries = [...Deno.readDirSync(folder)];
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) return filesBelow(path, name);
    return entry.name === name ? [path] : [];
  }).sort();
}

/** The metrics files below a folder, without the columns of seconds. */
function metricsOf(folder: string): Record<string, string[]> {
  return Object.fromEntries(
    filesBelow(folder, "metrics.csv").map((path) => {
      const lines = Deno.readTextFileSync(path).split("\r\n").map((line) => line.split(","));
      const seconds = lines[0].indexOf("seconds");
      return [path.slice(folder.length), lines.map((cells) => cells.toSpliced(seconds, 1).join())];
    }),
  );
}

Deno.test({
  name: "laboratory gives the same trials whatever the number of workers",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      for (const jobs of [1, 2, 3]) {
        using runners = new DisposableStack();
        const own = Array.from({ length: jobs }, () => runners.use(trialRunner()));
        const { laboratory } = laboratoryWith(`${folder}/${jobs}`, { runners: own });
        const runs = await laboratory.run(trials);
        assertEquals(runs.map(({ record }) => [record.seed, record.status]), [
          ...seeds.map((seed) => [seed, "completed"]),
        ]);
      }
      const alone = metricsOf(`${folder}/1`);
      assertEquals(Object.keys(alone).length, 5);
      assertEquals(metricsOf(`${folder}/2`), alone);
      assertEquals(metricsOf(`${folder}/3`), alone);
    }),
});

Deno.test({
  name: "laboratory puts each trial on disk before its worker takes the next",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const counts: number[] = [];
      const count = () => counts.push(filesBelow(folder, "record.json").length);
      const runners = [fakeRunner([], count)];
      await laboratoryWith(folder, { runners }).laboratory.run(trials);
      assertEquals(counts, [0, 1, 2, 3, 4]);
    }),
});

Deno.test({
  name: "laboratory runs what is missing only, and gives former runs their present purpose",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const asked: Trial[] = [];
      const runners = [fakeRunner(asked)];
      await laboratoryWith(folder, { runners }).laboratory.run(trials.slice(0, 2));
      const selection = { metric: "validationAccuracy", candidates: 9, score: 0.5 };
      const finals = trials.map((trial) => ({ ...trial, phase: "final", selection }));
      const { laboratory, tracker } = laboratoryWith(folder, { runners });
      const runs = await laboratory.run(finals, { toCome: 4 });
      assertEquals(asked.map(({ seed }) => seed), seeds);
      assertEquals(runs.map(({ record }) => record.seed), seeds);
      for (const { record } of runs) {
        assertEquals([record.phase, record.selection], ["final", selection]);
      }
      assertEquals([tracker.snapshot().done, tracker.snapshot().total], [5, 9]);
    }),
});

Deno.test({
  name: "laboratory runs trials again for a native product, and keeps those of wasm",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const asked: Trial[] = [];
      const runners = [fakeRunner(asked)];
      const runWith = async (threads: number, backend: string, version: string) => {
        const environment = currentEnvironment({ threads, matmul: { backend, version } });
        await laboratoryWith(folder, { runners, environment }).laboratory.run(trials.slice(0, 1));
        return asked.length;
      };
      assertEquals(await runWith(1, "wasm", "0.1.0"), 1);
      assertEquals(await runWith(1, "blas", "OpenBLAS 0.3.21 SkylakeX"), 2);
      assertEquals(await runWith(2, "blas", "OpenBLAS 0.3.21 SkylakeX"), 2);
      assertEquals(await runWith(1, "blas", "OpenBLAS 0.3.21 Haswell"), 3);
      assertEquals(await runWith(2, "wasm", "0.1.0"), 3);
      const records = (await readRuns(folder)).map(({ record }) => record.environment.matmul);
      assertEquals(records.map(({ backend }) => backend).sort(), ["blas", "blas", "wasm"]);
    }),
});

Deno.test({
  name: "laboratory runs equal trials once",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const asked: Trial[] = [];
      const { laboratory } = laboratoryWith(folder, { runners: [fakeRunner(asked)] });
      const runs = await laboratory.run([trials[0], trials[1], trials[0]]);
      assertEquals(asked.length, 2);
      assertEquals(runs.map(({ record }) => record.seed), [0, 1, 0]);
    }),
});

Deno.test({
  name: "laboratory runs failed and damaged trials again, and diverged ones not",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const outcomes = ["failed", "diverged", "completed"] as const;
      const runner: TrialRunner = {
        run({ trial }) {
          const status = outcomes[trial.seed];
          const outcome = { ...failedOutcome("gone", new Date(0)), status };
          if (status === "failed") return Promise.resolve(outcome);
          const divergedAtStep = status === "diverged" ? 3 : null;
          return Promise.resolve({ ...outcome, divergedAtStep, error: null });
        },
        [Symbol.dispose]() {},
      };
      const first = laboratoryWith(folder, { runners: [runner] }).laboratory;
      const runs = await first.run(trials.slice(0, 3));
      assertEquals(runs.map(({ record }) => record.status), [...outcomes]);
      await Deno.writeTextFile(filesBelow(folder, "record.json")[2], "{");
      const asked: Trial[] = [];
      await laboratoryWith(folder, { runners: [fakeRunner(asked)] }).laboratory.run(
        trials.slice(0, 3),
      );
      assertEquals(asked.map(({ seed }) => seed), [0, 2]);
    }),
});

Deno.test({
  name: "laboratory gives up at once when interrupted, and keeps what is finished",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const interruption = new AbortController();
      const asked: Trial[] = [];
      const finished = fakeRunner(asked);
      const runner: TrialRunner = {
        ...finished,
        run(request, onAdvance) {
          if (request.trial.seed < 2) return finished.run(request, onAdvance);
          interruption.abort(new Error("enough"));
          return new Promise(() => {});
        },
      };
      const { signal } = interruption;
      const { laboratory } = laboratoryWith(folder, { runners: [runner], signal });
      await assertRejects(() => laboratory.run(trials), Error, "enough");
      assertEquals((await readRuns(folder)).map(({ record }) => record.seed), [0, 1]);
      await laboratoryWith(folder, { runners: [finished] }).laboratory.run(trials);
      assertEquals(asked.map(({ seed }) => seed), seeds);
    }),
});

Deno.test({
  name: "laboratory ends when a trial cannot be written",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const file = `${folder}/file`;
      await Deno.writeTextFile(file, "");
      const asked: Trial[] = [];
      const { laboratory } = laboratoryWith(`${file}/runs`, { runners: [fakeRunner(asked)] });
      const error = await assertRejects(() => laboratory.run(trials), Error);
      assert(asked.length <= 1, error.message);
    }),
});
