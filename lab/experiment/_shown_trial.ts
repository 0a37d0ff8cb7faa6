import type { TrialWatch } from "@descent/live";
import { type MetricsRow, runningFile, type RunningTrialRecord } from "@descent/reports";

/** Options of {@linkcode shownTrial}. */
interface ShownTrialOptions {
  /** The folder of all trials. */
  readonly runsFolder: string;
  /** Hears of the trial; default nobody does. */
  readonly watch: TrialWatch | undefined;
  /** The evaluations of the checkpoint that it goes on from. */
  readonly before: readonly MetricsRow[];
  /** Ends it after its step. */
  readonly stop: () => void;
}

/** A trial that runs, for those who look on. Disposing of it ends that. */
interface ShownTrial extends Disposable {
  /** Whether someone who looks on has stopped it. */
  readonly isStopped: boolean;
  /** It was evaluated. */
  evaluated(row: MetricsRow): void;
  /** It runs no more, so that nobody can stop it. */
  ended(): void;
}

/** Shows a trial while it runs: to this process's page, and in a file to other processes. */
export function shownTrial(
  trial: RunningTrialRecord,
  { runsFolder, watch, before, stop }: ShownTrialOptions,
): ShownTrial {
  const file = runningFile(runsFolder, trial);
  let isRunning = true, isStopped = false;
  watch?.started(trial, () => {
    if (!isRunning) return;
    isStopped = true;
    stop();
  });
  const evaluated = (row: MetricsRow) => {
    file.add(row);
    watch?.evaluated(trial.trialId, row);
  };
  before.forEach(evaluated);
  return {
    get isStopped() {
      return isStopped;
    },
    evaluated,
    ended() {
      isRunning = false;
    },
    [Symbol.dispose]: () => file[Symbol.dispose](),
  };
}
