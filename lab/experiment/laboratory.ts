import type { ProgressDisplay, ProgressTracker } from "@descent/cli";
import {
  type EnvironmentRecord,
  readRun,
  type Run,
  runFolder,
  type TrialKeys,
  writeRun,
} from "@descent/reports";
import type { SharedDataset } from "../trials/shared_dataset.ts";
import type { Trial } from "../trials/trial.ts";
import { settingLabel, trialKeys } from "../trials/trial_keys.ts";
import { trialRecord } from "../trials/trial_record.ts";
import type { TrialRunner } from "../trials/trial_runner.ts";

/** Where trials are run, each once: what is on disk already is read, not run again. */
export interface Laboratory {
  /** The data that the trials train on. */
  readonly dataset: SharedDataset;
  /**
   * Runs trials side by side, and puts each on disk before its worker takes the next.
   *
   * @param trials What to run.
   * @param options How many more trials the experiment will ask for afterwards, so that the time left
   * takes them in; default 0.
   * @returns The trials with what came out, in the order asked for. Failed and diverged ones are among them.
   * @throws {Error} What the file system said.
   */
  run(trials: readonly Trial[], options?: { readonly toCome?: number }): Promise<Run[]>;
}

/** What a laboratory is made with. */
export interface LaboratoryOptions {
  /** The data that the trials train on. */
  readonly dataset: SharedDataset;
  /** The workers, one for each trial that runs at a time. */
  readonly runners: readonly TrialRunner[];
  /** The folder of all trials. */
  readonly runsFolder: string;
  /** What the trials run on. */
  readonly environment: Omit<EnvironmentRecord, "dtype">;
  /** The command, for the records. */
  readonly command: string;
  /** Keeps count. */
  readonly tracker: ProgressTracker;
  /** Shows the count. */
  readonly display: ProgressDisplay;
  /** Ends it: no trial is started any more, and those that run are given up. */
  readonly signal: AbortSignal;
}

/**
 * A laboratory over workers that run.
 *
 * @param options Data, workers, folder and display, see {@linkcode LaboratoryOptions}.
 * @returns The laboratory; the workers stay the caller's.
 *
 * @example
 * ```ts ignore
 * import { progressDisplay, progressTracker } from "@descent/cli";
 * import { sampleDataset } from "@descent/data/testing";
 * import { createLaboratory, currentEnvironment, shareDataset, trialRunner } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 *
 * using runner = trialRunner();
 * const tracker = progressTracker();
 * using display = progressDisplay({ title: "example", snapshot: tracker.snapshot });
 * const laboratory = createLaboratory({
 *   dataset: await shareDataset(sampleDataset()),
 *   runners: [runner],
 *   runsFolder: "runs",
 *   environment: currentEnvironment(),
 *   command: "deno run example.ts",
 *   tracker,
 *   display,
 *   signal: new AbortController().signal,
 * });
 * const [{ record }] = await laboratory.run([sampleTrial()]);
 * console.log(record.status);
 * ```
 */
export function createLaboratory(options: LaboratoryOptions): Laboratory {
  const { dataset, runners, runsFolder, environment, command, tracker, display, signal } = options;
  const { descent: version, matmul } = environment;
  const nativeMatmul = matmul.backend === "wasm" ? undefined : matmul.version;
  const context = { datasetDigest: dataset.digest, version, nativeMatmul };
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  // Nobody may be waiting when it comes.
  aborted.catch(() => {});
  let asked = 0;

  async function runAndWrite(slot: number, trial: Trial, keys: TrialKeys): Promise<Run> {
    const { epochs } = trial.problem;
    tracker.start(slot, { label: trialLabel(trial), epochs, work: epochs });
    const outcome = await Promise.race([
      aborted,
      runners[slot].run({ trial, dataset }, ({ epoch, validationAccuracy }) => {
        tracker.advance(slot, epoch, validationAccuracy);
      }),
    ]);
    const record = trialRecord(trial, outcome, { keys, dataset, environment, command });
    await writeRun(runsFolder, record, outcome.metrics);
    tracker.finish(slot);
    display.refresh();
    return { record, metrics: outcome.metrics };
  }

  async function run(trials: readonly Trial[], { toCome = 0 } = {}): Promise<Run[]> {
    const planned = await Promise.all(trials.map(async (trial) => {
      const keys = await trialKeys(trial, context);
      return { trial, keys, folder: runFolder(keys) };
    }));
    const runs = new Map<string, Run>();
    const missing = new Map<string, { trial: Trial; keys: TrialKeys }>();
    for (const { trial, keys, folder } of planned) {
      const former = await readFormer(runsFolder, keys);
      if (former === undefined) missing.set(folder, { trial, keys });
      else runs.set(folder, former);
    }

    const work = sum([...missing.values()].map(({ trial }) => trial.problem.epochs));
    const usual = sum(trials.map(({ problem }) => problem.epochs)) / Math.max(1, trials.length);
    asked += runs.size + missing.size;
    tracker.expect(asked + toCome, work + toCome * usual);
    tracker.reuse(runs.size);
    display.refresh();

    const queue = missing.entries();
    let stopped = false;
    const slots = await Promise.allSettled(runners.map(async (_runner, slot) => {
      for (const [folder, { trial, keys }] of queue) {
        if (stopped) return;
        try {
          runs.set(folder, await runAndWrite(slot, trial, keys));
        } catch (error) {
          stopped = true;
          throw error;
        }
      }
    }));
    const failure = slots.find((slot) => slot.status === "rejected");
    if (failure !== undefined) throw failure.reason;
    // A former run knows nothing of what it is wanted for now.
    return planned.map(({ folder, trial: { phase, selection } }) => {
      const { record, metrics } = runs.get(folder)!;
      return { record: { ...record, phase, selection }, metrics };
    });
  }

  return { dataset, run };
}

/** What a former run left, unless it has failed or cannot be read: then the trial is to be run again. */
async function readFormer(runsFolder: string, keys: TrialKeys): Promise<Run | undefined> {
  try {
    const run = await readRun(runsFolder, keys);
    return run?.record.status === "failed" ? undefined : run;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function trialLabel(trial: Trial): string {
  return `${trial.optimizer.name} ${settingLabel(trial)} seed ${trial.seed}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
