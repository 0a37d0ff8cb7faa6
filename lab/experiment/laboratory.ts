import type { ProblemChoice, ProblemData } from "@descent/problems";
import {
  asFileSystemFailure,
  type ProgressDisplay,
  type ProgressTracker,
  TaskError,
} from "@descent/cli";
import { type EnvironmentRecord, type Run, runFolder, writeRun } from "@descent/reports";
import type { TrialWatch } from "@descent/live";
import type { Trial } from "../trials/trial.ts";
import { wantedRun } from "../trials/wanted_run.ts";
import { type NamedTrial, settingLabel, trialKeys } from "../trials/trial_keys.ts";
import { failedOutcome, type TrialOutcome } from "../trials/trial_outcome.ts";
import { trialRecord } from "../trials/trial_record.ts";
import type { TrialRunner } from "../trials/trial_runner.ts";
import { ClaimedTrial, claimTrial } from "../store/claim_trial.ts";
import { holderText } from "../store/holder_text.ts";
import { askedTrials, type LaboratoryRunOptions, type PlannedTrial } from "./asked_trials.ts";
import { type EarlierTrial, earlierTrials } from "./earlier_trials.ts";
import { readFormer } from "./_former_run.ts";
import { onceEach } from "./once_each.ts";
import { shownTrial } from "./_shown_trial.ts";
import { elsewhereOutcome, type Shard, shardMembership } from "./shard.ts";

/**
 * Where trials are run, each once: what is on disk already is read, not run again, unless it does not hold; and what
 * another process runs is waited for. That is told on the display.
 *
 * @category Experiments
 */
export interface Laboratory {
  /**
   * The data of a problem, loaded once.
   *
   * @param problem The problem.
   * @returns The data that its plugin loaded.
   * @throws {Error} When they are missing or damaged.
   */
  data(problem: ProblemChoice): Promise<ProblemData>;
  /**
   * Runs trials side by side, and puts each on disk before its worker takes the next.
   *
   * @param trials The trials.
   * @param options Those that follow, see {@linkcode LaboratoryRunOptions}; default none.
   * @returns The trials with their outcome, in the order asked for, failed and diverged ones among them; then those that
   * followed.
   * @throws {TaskError} When a trial cannot be written; or at the first that fails, where that is to end the run. Trials
   * that run then are given up, and those that are on disk are kept.
   */
  run(trials: readonly Trial[], options?: LaboratoryRunOptions): Promise<Run[]>;
}

/** Trials that are told of one by one; of more the number is enough. */
const MOST_TOLD = 3;

const PAUSE_MILLISECONDS = 200;

/** The error of a trial that the user stopped. */
const STOPPED = "It was stopped from the live page";

/**
 * Options of {@linkcode createLaboratory}.
 *
 * @category Experiments
 */
export interface LaboratoryOptions {
  /** Loads the data of a problem; it is asked once for each. */
  readonly load: (problem: ProblemChoice) => Promise<ProblemData>;
  /** The workers, one for each trial that runs at a time. */
  readonly runners: readonly TrialRunner[];
  /** The folder of all trials. */
  readonly runsFolder: string;
  /** Software and hardware that the trials run on. */
  readonly environment: Omit<EnvironmentRecord, "dtype">;
  /** The command, for the records. */
  readonly command: string;
  /** Keeps count. */
  readonly tracker: ProgressTracker;
  /** Shows the count, and hears which former trials are run again and why. */
  readonly display: ProgressDisplay;
  /**
   * Seconds between checkpoints of a trial that runs, at least 0; one that was interrupted goes on from its last. Default
   * none are made.
   */
  readonly checkpointEvery?: number | undefined;
  /** Whether a trial that fails ends it; default false. */
  readonly failFast?: boolean;
  /** The part of the trials to run; default all. Those of other parts come as failed, unless they are on disk; none is written. */
  readonly shard?: Shard | undefined;
  /** Hears of each trial as it starts, is evaluated and ends, and may stop it; default none. */
  readonly watch?: TrialWatch | undefined;
  /** Ends it: no trial is started any more, and those that run are given up. */
  readonly signal: AbortSignal;
}

/**
 * A laboratory over workers that run.
 *
 * @category Experiments
 * @param options Data, workers, folder and display, see {@linkcode LaboratoryOptions}.
 * @returns The laboratory; the workers stay the caller's.
 *
 * @example
 * ```ts ignore
 * import { progressDisplay, progressTracker } from "@descent/cli";
 * import { createLaboratory, currentEnvironment, trialRunner } from "@descent/lab";
 * import { sampleData, sampleTrial } from "@descent/lab/testing";
 *
 * using runner = trialRunner();
 * const tracker = progressTracker();
 * using display = progressDisplay({ title: "example", snapshot: tracker.snapshot });
 * const laboratory = createLaboratory({
 *   load: sampleData,
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
  const { load, runners, runsFolder, environment, command, tracker, display, signal } = options;
  const { failFast = false, checkpointEvery, shard, watch } = options;
  const isOwn = shard === undefined ? () => true : shardMembership(shard);
  const { code, fusedMultiplyAdd, convolution, matmul } = environment;
  const nativeMatmul = matmul.backend === "wasm" ? undefined : matmul.version;
  const failure = new AbortController();
  const ended = AbortSignal.any([signal, failure.signal]);
  const aborted = new Promise<never>((_resolve, reject) => {
    ended.addEventListener("abort", () => reject(ended.reason));
  });
  // Nobody may be waiting when it comes.
  aborted.catch(() => {});
  let asked = 0;
  const data = onceEach(load);

  /**
   * Runs a trial, unless another process does, or has done so since it was looked for.
   *
   * @returns The run, or `undefined` where another process runs it now.
   */
  async function attempt(
    slot: number,
    { trial, keys, waits = false }: Missing,
  ): Promise<Run | undefined> {
    const label = trialLabel(trial);
    const claim = await asFileSystemFailure(
      () => Promise.resolve(claimTrial(runsFolder, keys)),
      () => writingFailure(trial, keys),
    );
    if (!(claim instanceof ClaimedTrial)) {
      if (!waits) display.tell(`${label} is run by ${holderText(claim)}; its record is waited for`);
      return undefined;
    }
    using claimed = claim;
    const { run } = readFormer(runsFolder, keys, { code, failed: waits });
    if (run !== undefined) {
      tracker.reuse(1);
      watch?.ended(wantedRun(run, trial));
      return run;
    }
    if (claimed.abandonedBy !== null) {
      display.tell(`${label} was run by ${holderText(claimed.abandonedBy)}, which is gone`);
    }
    return await runAndWrite(slot, claimed, { trial, keys });
  }

  async function runAndWrite(
    slot: number,
    claimed: ClaimedTrial,
    { trial, keys }: EarlierTrial,
  ): Promise<Run> {
    const { epochs } = trial.problem.budget;
    const own = await data(trial.problem);
    const label = trialLabel(trial);
    const from = checkpointEvery === undefined ? undefined : claimed.lastCheckpoint((line) => {
      display.tell(`${label}: ${line}`);
    });
    const checkpoints = checkpointEvery === undefined
      ? undefined
      : { training: claimed.training, every: checkpointEvery, from };
    tracker.start(slot, { label, epochs, work: epochs });
    const runner = runners[slot];
    const running = runner.run({ trial, data: own, checkpoints }, ({ epoch, score, row }) => {
      tracker.advance(slot, epoch, score);
      shown.evaluated(row);
    }, (file) => {
      if (ended.aborted) return;
      claimed.saveCheckpoint(file, (line) => display.tell(`${label}: ${line}`));
    });
    const before = from?.progress.rows ?? [];
    const lookers = { runsFolder, watch, before, stop: () => runner.stop(STOPPED) };
    // Only what runs can be stopped.
    using shown = shownTrial({ ...keys, phase: trial.phase, epochs }, lookers);
    const outcome = await Promise.race([aborted, running]);
    shown.ended();
    const run = await asFileSystemFailure(
      () => written(trial, outcome, keys),
      () => writingFailure(trial, keys),
    );
    claimed.removeCheckpoints(outcome.status);
    watch?.ended(run);
    const { status, error } = run.record;
    if (failFast && status === "failed" && !shown.isStopped) {
      throw new TaskError(
        `${keys.experiment}: ${
          trialLabel(trial)
        } failed, which ends the run: ${error}; ${keptTrials()}`,
        1,
      );
    }
    tracker.finish(slot);
    display.refresh();
    return run;
  }

  function writingFailure(trial: Trial, { experiment }: NamedTrial): [string, string] {
    return [
      `${experiment}: cannot write the trial ${trialLabel(trial)} to ${runsFolder}`,
      keptTrials(),
    ];
  }

  function keptTrials(): string {
    const { done, total } = tracker.snapshot();
    return `${done} of ${total} trials are there, and the same command goes on from there`;
  }

  /** A plugin may measure what no record can hold, such as an accuracy of 2; that fails its own trial. */
  async function written(trial: Trial, outcome: TrialOutcome, keys: NamedTrial): Promise<Run> {
    const record = trialRecord(trial, outcome, { keys, environment, command });
    try {
      await writeRun(runsFolder, record, outcome.metrics);
      return { record, metrics: outcome.metrics };
    } catch (error) {
      const isRefused = error instanceof SyntaxError || error instanceof RangeError ||
        error instanceof TypeError;
      if (!isRefused || outcome.status === "failed") throw error;
      return await written(trial, failedOutcome(error.message, new Date(outcome.startedAt)), keys);
    }
  }

  function runElsewhere(trial: Trial, keys: NamedTrial): Run {
    const outcome = elsewhereOutcome();
    return { record: trialRecord(trial, outcome, { keys, environment, command }), metrics: [] };
  }

  async function run(
    trials: readonly Trial[],
    { furtherTrials = 0, follow }: LaboratoryRunOptions = {},
  ): Promise<Run[]> {
    const list = askedTrials(async (trial): Promise<Missing> => {
      const own = { code, fusedMultiplyAdd, nativeMatmul, convolution };
      const keys = trialKeys(trial, { data: await data(trial.problem), ...own });
      return { trial, keys, id: runFolder(keys) };
    }, follow);
    const meanWork = workOf(trials) / Math.max(1, trials.length);
    const queue: Missing[] = [];
    let further = Math.ceil(furtherTrials / (shard?.count ?? 1)), workLeft = 0, running = 0;
    let change = Promise.withResolvers<void>();

    /** Puts trials into the queue, but for those that are on disk or another part's. */
    async function take(planned: readonly Missing[]): Promise<void> {
      const missing: Missing[] = [];
      const settled: [id: string, run: Run][] = [];
      const refused: string[] = [];
      let reused = 0;
      for (const each of planned) {
        const { trial, keys, id } = each;
        const own = isOwn(trial);
        const { run, reason } = readFormer(runsFolder, keys, { code });
        if (run !== undefined) {
          reused++;
          settled.push([id, run]);
          watch?.ended(wantedRun(run, trial));
        } else if (own) missing.push(each);
        else settled.push([id, runElsewhere(trial, keys)]);
        if (own && reason !== undefined) {
          refused.push(`${trialLabel(trial)} is run again: ${reason}`);
        }
      }
      tellRefused(refused);
      await tellEarlier(missing);
      asked += reused + missing.length;
      workLeft += workOf(missing.map(({ trial }) => trial));
      tracker.expect(asked + further, workLeft + further * meanWork);
      tracker.reuse(reused);
      display.refresh();
      queue.push(...missing);
      for (const [id, run] of settled) await settle(id, run);
    }

    async function settle(id: string, run: Run): Promise<void> {
      const next = await list.settle(id, run);
      further = Math.max(0, further - next.length);
      if (next.length > 0) await take(next);
    }

    await take(await list.ask(trials));
    await Promise.allSettled(runners.map(async (_runner, slot) => {
      while (!ended.aborted) {
        const next = queue.shift();
        if (next === undefined) {
          if (running === 0 || follow === undefined) return;
          await Promise.race([aborted, change.promise]);
          continue;
        }
        running++;
        try {
          // Those that other processes run come last, and are asked for again and again.
          if (next.waits && !queue.some(({ waits }) => !waits)) {
            await Promise.race([aborted, pause()]);
          }
          const run = await attempt(slot, next);
          if (run === undefined) queue.push({ ...next, waits: true });
          else {
            workLeft -= workOf([next.trial]);
            await settle(next.id, run);
          }
        } catch (error) {
          failure.abort(error);
        } finally {
          running--;
          change.resolve();
          change = Promise.withResolvers();
        }
      }
    }));
    ended.throwIfAborted();
    return list.runs();
  }

  let told = 0;
  function tellRefused(refused: readonly string[]): void {
    const lines = refused.slice(0, Math.max(0, MOST_TOLD - told));
    told += lines.length;
    for (const line of lines) display.tell(line);
    const more = refused.length - lines.length;
    if (more === 0) return;
    const [trials, records] = more === 1 ? ["trial is", "its record does"] : [
      "trials are",
      "their records do",
    ];
    display.tell(`${more} more ${trials} run again: ${records} not hold`);
  }

  async function tellEarlier(missing: readonly EarlierTrial[]): Promise<void> {
    const count = await earlierTrials(runsFolder, missing, environment);
    if (count === 0) return;
    const [trials, are, these] = count === 1
      ? ["trial", "is", "this was"]
      : ["trials", "are", "these were"];
    display.tell(
      `${count} ${trials} of an earlier version ${are} kept in ` +
        `${runsFolder}/${missing[0].keys.experiment}; ${these} run again`,
    );
  }

  return { data, run };
}

/** A trial that may have to be run. */
interface Missing extends PlannedTrial {
  readonly keys: NamedTrial;
  /** Whether another process was seen to run it. */
  readonly waits?: boolean;
}

/** Between two looks at what another process does. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
}

function trialLabel(trial: Trial): string {
  return `${trial.optimizer.name} ${settingLabel(trial)} seed ${trial.seed}`;
}

function workOf(trials: readonly Trial[]): number {
  const trainings = trials.flatMap(({ problem, landscape = [] }) => [problem.budget, ...landscape]);
  return trainings.reduce((work, { epochs }) => work + epochs, 0);
}
