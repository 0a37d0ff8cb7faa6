import { progressTracker } from "@descent/cli";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { csvFiles, readRuns } from "@descent/reports";
import { parse } from "@std/csv/parse";
import {
  assertEquals,
  assertNotEquals,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
} from "@std/assert";
import { chooseProblem, loadProblem, type ProblemChoice, twoLayer } from "@descent/problems";
import { problemText, sampleData, sampleTrial } from "../testing/mod.ts";
import { currentEnvironment } from "../trials/environment.ts";
import type { Trial } from "../trials/trial.ts";
import { failedOutcome } from "../trials/trial_outcome.ts";
import { type TrialRunner, trialRunner } from "../trials/trial_runner.ts";
import { createLaboratory, type LaboratoryOptions } from "./laboratory.ts";

const ignore = !isPermitted("laboratory", ...FILES);
const seeds = [0, 1, 2, 3, 4];
const trials = seeds.map((seed) => sampleTrial({ seed }));

function laboratoryWith(runsFolder: string, changes: Partial<LaboratoryOptions>) {
  const tracker = progressTracker();
  const laboratory = createLaboratory({
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
    stop() {},
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
  name: "laboratory loads the data of each problem once, and other data for other options",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const loads: ProblemChoice[] = [];
      const load = (problem: ProblemChoice) => {
        loads.push(problem);
        return Promise.resolve({ digest: String(problem.options.trainCount) });
      };
      const choose = (trainCount: number, batchSize: number) =>
        chooseProblem(twoLayer, { options: { trainCount }, budget: { batchSize } });
      const problems = [choose(20, 8), choose(20, 16), choose(30, 8)];
      const asked: Trial[] = [];
      const { laboratory } = laboratoryWith(folder, { load, runners: [fakeRunner(asked)] });
      const [first, same, other] = await Promise.all(problems.map(laboratory.data));
      assertStrictEquals(first, same);
      assertEquals([first.digest, other.digest], ["20", "30"]);
      const trials = problems.map((problem) => sampleTrial({ problem }));
      const runs = await laboratory.run(trials);
      assertEquals(loads, [problems[0], problems[2]]);
      assertEquals([asked.length, new Set(runs.map(({ record }) => record.trialId)).size], [3, 3]);
    }),
});

Deno.test({
  name: "laboratory runs a third party's problem of a file, and knows it again until it changes",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const address = `${folder}/bowl.js`;
      await Deno.writeTextFile(address, problemText("bowl"));
      using runner = trialRunner();
      const runWith = async (digest: string) => {
        const problem = chooseProblem(await loadProblem(address), {
          source: { address, digest },
        });
        const load = () => Promise.resolve({ digest: "" });
        const { laboratory } = laboratoryWith(`${folder}/runs`, { load, runners: [runner] });
        const [{ record, metrics }] = await laboratory.run([sampleTrial({ problem })]);
        assertEquals([record.status, record.dataset, metrics.length], ["completed", null, 10]);
        return record;
      };
      const first = await runWith("d1");
      assertEquals(await runWith("d1"), first);
      assertNotEquals((await runWith("d2")).trialId, first.trialId);
      assertEquals((await readRuns(`${folder}/runs`)).length, 2);
    }),
});

Deno.test({
  name: "laboratory gives each trial an id of its own, which joins the tables of a report",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      using runner = trialRunner();
      const { laboratory } = laboratoryWith(folder, { runners: [runner] });
      const runs = await laboratory.run(trials.slice(0, 3));
      assertEquals((await readRuns(folder)).map(({ record }) => record), [
        ...runs.map(({ record }) => record),
      ]);
      const files = csvFiles(runs);
      const [own, rows] = [files["trials.csv"], files["metrics.csv"]].map((parts) =>
        parse([...parts].join(""), { skipFirstRow: true }).map((row) => row["trial_id"])
      );
      assertEquals(own, runs.map(({ record }) => record.trialId));
      assertEquals(rows, runs.flatMap(({ record, metrics }) => metrics.map(() => record.trialId)));
      assertEquals(new Set(own).size, 3);
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
      const selection = { metric: "validation/accuracy", candidates: 9, score: 0.5 } as const;
      const finals = trials.map((trial) => ({ ...trial, phase: "final", selection }));
      const { laboratory, tracker } = laboratoryWith(folder, { runners });
      const runs = await laboratory.run(finals, { furtherTrials: 4 });
      assertEquals(asked.map(({ seed }) => seed), seeds);
      assertEquals(runs.map(({ record }) => record.seed), seeds);
      for (const { record } of runs) {
        assertEquals([record.phase, record.selection], ["final", selection]);
      }
      assertEquals([tracker.snapshot().done, tracker.snapshot().total], [5, 9]);
    }),
});

Deno.test({
  name:
    "laboratory runs trials again for a native product and other rounding, and keeps those of wasm",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const asked: Trial[] = [];
      const runners = [fakeRunner(asked)];
      const runWith = async (threads: number, backend: string, version: string, fused = true) => {
        const environment = currentEnvironment({
          threads,
          matmul: { backend, version },
          multiplyAdd: fused ? "relaxed" : "strict",
          fusedMultiplyAdd: fused,
        });
        await laboratoryWith(folder, { runners, environment }).laboratory.run(trials.slice(0, 1));
        return asked.length;
      };
      assertEquals(await runWith(1, "wasm", "0.1.0"), 1);
      assertEquals(await runWith(1, "openblas", "OpenBLAS 0.3.21 SkylakeX"), 2);
      assertEquals(await runWith(2, "openblas", "OpenBLAS 0.3.21 SkylakeX"), 2);
      assertEquals(await runWith(1, "openblas", "OpenBLAS 0.3.21 Haswell"), 3);
      assertEquals(await runWith(2, "wasm", "0.1.0"), 3);
      assertEquals(await runWith(1, "wasm", "0.1.0", false), 4);
      const environments = (await readRuns(folder)).map(({ record }) => record.environment);
      assertEquals(
        environments.map(({ matmul, multiplyAdd }) => `${multiplyAdd} ${matmul.backend}`).sort(),
        ["relaxed openblas", "relaxed openblas", "relaxed wasm", "strict wasm"],
      );
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
          if (status === "completed") return Promise.resolve({ ...outcome, error: null });
          const row = { step: 3, epoch: 1, seconds: 0, gradientEvaluations: 3, learningRate: 1 };
          const results = { ...outcome.results, steps: 3, epochs: 1, gradientEvaluations: 3 };
          return Promise.resolve({
            ...outcome,
            divergedAtStep: 3,
            plannedSteps: 3,
            results,
            metrics: [{ ...row, scores: {} }],
            error: null,
          });
        },
        stop() {},
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
  name: "laboratory fails a trial that no record can hold, and no other",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const honest = fakeRunner([]);
      const runner: TrialRunner = {
        ...honest,
        async run(request, onAdvance) {
          const outcome = await honest.run(request, onAdvance);
          const wrong = [{}, { "train/accuracy": 2 }, { "train/error": 0 }][request.trial.seed];
          return { ...outcome, results: { ...outcome.results, final: { ...wrong } } };
        },
      };
      const { laboratory } = laboratoryWith(folder, { runners: [runner] });
      const runs = await laboratory.run(trials.slice(0, 3));
      const errors = runs.map(({ record }) => record.error);
      assertEquals(runs.map(({ record }) => record.status), ["completed", "failed", "failed"]);
      assertStringIncludes(errors[1]!, "has 'train/accuracy' 2; wanted a share from 0 to 1");
      assertStringIncludes(errors[2]!, "'train/error' names no metric");
      assertEquals((await readRuns(folder)).map(({ record }) => record.error), errors);
    }),
});

Deno.test({
  name: "laboratory tells of former trials that cannot stand for those that it runs",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const told: string[] = [];
      const display = {
        refresh() {},
        tell: (line: string) => void told.push(line),
        [Symbol.dispose]() {},
      };
      const environment = currentEnvironment();
      const codes = ["a", "a", "b", "b"];
      for (const [index, code] of codes.entries()) {
        const { laboratory } = laboratoryWith(folder, {
          runners: [fakeRunner([])],
          environment: { ...environment, code },
          display,
        });
        const { problem } = trials[0];
        const budget = { ...problem.budget, epochs: 3 };
        // More epochs make other trials, not an earlier version.
        const more = { problem: { ...problem, budget } };
        await laboratory.run(trials.map((trial) => index < 3 ? trial : { ...trial, ...more }));
      }
      assertEquals(told, [
        `5 trials of an earlier version are kept in ${folder}/compare; these were run again`,
      ]);
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
  name: "laboratory tells its watch of trials as they run, and goes on after one that was stopped",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const heard: string[] = [];
      const rows = new Map<string, number>();
      let stopLast = () => {};
      const watch: LaboratoryOptions["watch"] = {
        started({ seed, epochs }, stop) {
          heard.push(`${seed} starts, ${epochs} epochs`);
          if (seed === 1) stop();
          // That of a trial which has ended stops no other.
          stopLast();
          stopLast = stop;
        },
        evaluated: (trialId) => rows.set(trialId, 1 + (rows.get(trialId) ?? 0)),
        gaveBack: (trialId) => heard.push(`${trialId} given back`),
        ended: ({ record: { seed, status } }) => heard.push(`${seed} ${status}`),
        queueCounted: () => heard.push("a queue"),
      };
      using runner = trialRunner();
      const asked = trials.slice(0, 3);
      const options = { runners: [runner], watch, failFast: true };
      const runs = await laboratoryWith(folder, options).laboratory.run(asked);
      const { epochs } = asked[0].problem.budget, ends = ["completed", "failed", "completed"];
      assertEquals(runs.map(({ record }) => record.status), ends);
      assertEquals(
        heard,
        ends.flatMap((end, seed) => [`${seed} starts, ${epochs} epochs`, `${seed} ${end}`]),
      );
      assertEquals(runs[1].record.error, "It was stopped from the live page");
      assertEquals(rows.get(runs[0].record.trialId), runs[0].metrics.length);
      await laboratoryWith(folder, { runners: [], watch }).laboratory.run([asked[0], asked[2]]);
      assertEquals(heard.slice(6), ["0 completed", "2 completed"]);
    }),
});
