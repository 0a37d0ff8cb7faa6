/**
 * A store of trials: `store.ts make <folder> <trials>` writes one, of which each trial has ten evaluations;
 * `store.ts open <folder> <trials>` finds them all, as an experiment does that is started again, and `store.ts check
 * <folder> <trials>` reads and checks every record and every row of metrics, as a report does that believes no code. Both
 * then write the CSV files, and tell the seconds of the processor until all trials are there, and those for the files.
 *
 * @module
 */
import process from "node:process";
import { progressTracker } from "@descent/cli";
import { createEngine } from "@descent/core";
import {
  createLaboratory,
  currentEnvironment,
  runTrial,
  type Trial,
  trialKeys,
  type TrialOutcome,
  trialRecord,
} from "@descent/lab";
import { adam, checkHyperparameters } from "@descent/optim";
import { chooseProblem, twoLayer } from "@descent/problems";
import { csvFiles, readRuns, type Run, writePage, writeRun } from "@descent/reports";
import { reportPeakMemory } from "./report_peak_memory.ts";

const SEEDS = 10;
const AT_ONCE = 64;

const [task, folder, count] = Deno.args;
const environment = currentEnvironment();
const problem = chooseProblem(twoLayer, {
  options: { trainCount: 500, testCount: 1, hidden: 8 },
  budget: { epochs: 5, evaluationsPerEpoch: 2 },
});
const data = await twoLayer.load(problem.options, {});
const trials = Array.from({ length: Number(count) }, (_, i) => trialOf(i));
const context = {
  data,
  code: environment.code,
  fusedMultiplyAdd: environment.fusedMultiplyAdd,
};

if (task === "make") {
  await make();
  reportPeakMemory();
} else {
  const opened = secondsOfProcessor();
  const runs = await (task === "open" ? open() : check());
  const written = secondsOfProcessor();
  const page = { kicker: "bench", title: "Store", headline: `${runs.length} trials`, sections: [] };
  await writePage(`${folder}/out`, page, csvFiles(runs));
  reportPeakMemory(written - opened, secondsOfProcessor() - written);
}

function trialOf(number: number): Trial {
  const learningRate = 1e-6 * (1 + Math.floor(number / SEEDS));
  return {
    experiment: "bench",
    problem,
    optimizer: { name: adam.name, title: adam.title },
    plugin: null,
    hyperparameters: { ...checkHyperparameters(adam, { learningRate }) },
    variables: {},
    seed: number % SEEDS,
    phase: "final",
    selection: null,
    testing: false,
    observe: [],
  };
}

/** Each trial comes to what the first of its seed does, so that the outcomes of neighbours differ. */
async function make(): Promise<void> {
  using engine = createEngine();
  const outcomes: TrialOutcome[] = [];
  for (const trial of trials.slice(0, SEEDS)) {
    outcomes.push(await runTrial({ trial, data, engine }));
  }
  for (let start = 0; start < trials.length; start += AT_ONCE) {
    await Promise.all(
      trials.slice(start, start + AT_ONCE).map((trial) => {
        const outcome = outcomes[trial.seed];
        const keys = trialKeys(trial, context);
        const record = trialRecord(trial, outcome, {
          keys,
          environment,
          command: "deno task bench",
        });
        return writeRun(folder, record, outcome.metrics);
      }),
    );
  }
}

function open() {
  const laboratory = createLaboratory({
    load: () => Promise.resolve(data),
    runners: [],
    runsFolder: folder,
    environment,
    command: "deno task bench",
    tracker: progressTracker(),
    display: {
      refresh() {},
      tell(line) {
        throw new Error(line);
      },
      [Symbol.dispose]() {},
    },
    signal: new AbortController().signal,
  });
  return laboratory.run(trials);
}

async function check(): Promise<Run[]> {
  const runs = await readRuns(folder);
  for (const { metrics } of runs) metrics.length;
  return runs;
}

/** Of all threads, garbage collection among them; other programs do not count. */
function secondsOfProcessor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
