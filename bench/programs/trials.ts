/**
 * Trials of an experiment: `trials.ts <trials> <jobs>`, in that many workers, or with 0 jobs one after another
 * without any, as a user's own loop would. Times them once everything has started.
 *
 * @module
 */
import { progressDisplay, progressTracker } from "@descent/cli";
import { createEngine } from "@descent/core";
import {
  createLaboratory,
  currentEnvironment,
  runTrial,
  type Trial,
  trialRunner,
} from "@descent/lab";
import { adam, checkHyperparameters } from "@descent/optim";
import { chooseProblem, twoLayer } from "@descent/problems";
import { reportUsage } from "./report_usage.ts";

const [count, jobs] = Deno.args.map(Number);
const problem = chooseProblem(twoLayer, {
  options: { trainCount: 6000, testCount: 1 },
  budget: { epochs: 3 },
});
const data = await twoLayer.load(problem.options, {});

function trialOf(seed: number): Trial {
  return {
    experiment: "bench",
    problem,
    optimizer: { name: adam.name, title: adam.title },
    plugin: null,
    hyperparameters: { ...checkHyperparameters(adam, {}) },
    variables: {},
    seed,
    phase: "final",
    selection: null,
    testing: false,
    observe: [],
  };
}

const warmUps = Array.from({ length: Math.max(1, jobs) }, (_, i) => trialOf(1000 + i));
const trials = Array.from({ length: count }, (_, i) => trialOf(i));
const seconds = jobs === 0 ? await runAlone() : await runInPool();
reportUsage(seconds);

async function runAlone(): Promise<number> {
  using engine = createEngine();
  const run = async (some: readonly Trial[]) => {
    for (const trial of some) check(await runTrial({ trial, data, engine }));
  };
  await run(warmUps);
  return await secondsOf(() => run(trials));
}

async function runInPool(): Promise<number> {
  using cleanup = new DisposableStack();
  const runsFolder = await Deno.makeTempDir();
  const tracker = progressTracker();
  const { snapshot } = tracker;
  const terminal = { isTerminal: false, columns: () => 80, write: () => {} };
  const laboratory = createLaboratory({
    load: () => Promise.resolve(data),
    runners: Array.from({ length: jobs }, () => cleanup.use(trialRunner())),
    runsFolder,
    environment: currentEnvironment(),
    command: "deno task bench",
    tracker,
    display: cleanup.use(progressDisplay({ title: "bench", snapshot, terminal })),
    signal: new AbortController().signal,
  });
  const run = async (some: readonly Trial[]) => {
    for (const { record } of await laboratory.run(some)) check(record);
  };
  try {
    await run(warmUps);
    return await secondsOf(() => run(trials));
  } finally {
    await Deno.remove(runsFolder, { recursive: true });
  }
}

function check({ status, error }: { readonly status: string; readonly error: unknown }): void {
  if (status !== "completed") {
    throw new Error(`A trial of the benchmark ${status}`, { cause: error });
  }
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
