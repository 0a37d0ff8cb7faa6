import type { MetricsRow, Run, RunningTrialRecord } from "@descent/reports";

/**
 * A trial that a laboratory runs, while its record is not made yet.
 *
 * @category Trials
 */
export interface WatchedTrial extends RunningTrialRecord {
  /** Where it runs, machine and process, if not in this process. */
  readonly worker?: string;
  /** Since when, ISO 8601 in UTC; default since it is told of. */
  readonly since?: string;
}

/**
 * Trials of a queue by their state, those of every sweep.
 *
 * @category Trials
 */
export interface QueueCounts {
  /** Those that wait. */
  readonly queued: number;
  /** Those that run. */
  readonly running: number;
  /** Those with a record. */
  readonly done: number;
}

/**
 * Hears of trials while a laboratory runs them.
 *
 * @category Trials
 */
export interface TrialWatch {
  /**
   * A trial has started.
   *
   * @param trial The trial.
   * @param stop Ends it after its step; once it has ended, does nothing.
   */
  started(trial: WatchedTrial, stop: () => void): void;
  /**
   * A trial was evaluated.
   *
   * @param trialId Which one.
   * @param row The evaluation, which will be a row of its `metrics.csv`.
   */
  evaluated(trialId: string, row: MetricsRow): void;
  /**
   * A trial was given back before its end, and runs no more.
   *
   * @param trialId Which one.
   */
  gaveBack(trialId: string): void;
  /**
   * A trial has ended, or was found to have been run before.
   *
   * @param run Its record and its evaluations.
   */
  ended(run: Run): void;
  /**
   * The queue that the trials come from was looked at.
   *
   * @param counts All that it holds.
   */
  queueCounted(counts: QueueCounts): void;
}
