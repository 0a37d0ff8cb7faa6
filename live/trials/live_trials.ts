import type { MetricsRow, Run, RunStatus } from "@descent/reports";
import type { QueueCounts, TrialWatch, WatchedTrial } from "./trial_watch.ts";

/**
 * A trial with the evaluations that it has come to.
 *
 * @category Trials
 */
export interface LiveTrial {
  /** The trial. */
  readonly trial: WatchedTrial;
  /** Its evaluations so far. */
  readonly rows: readonly MetricsRow[];
  /** How it ended; while it runs, whether it was told to stop. */
  readonly status: RunStatus | "running" | "stopping";
  /** Since when it runs, in milliseconds as of `Date.now`. */
  readonly since: number;
}

/**
 * The trials of a run: those that run, with their evaluations, and the records of those that have ended.
 *
 * @category Trials
 */
export interface LiveTrials extends TrialWatch {
  /** Those that run, in the order in which they started, then the latest that ran and have ended. */
  latest(): LiveTrial[];
  /** The records of those that have ended, each once. */
  runs(): Run[];
  /** How the queue stands that they come from, if they do. */
  readonly queue: QueueCounts | null;
  /** How often anything has changed: a trial that starts, is evaluated, ends or is to stop. */
  readonly changes: number;
  /** How often a trial has ended. */
  readonly endings: number;
  /**
   * Stops a trial.
   *
   * @param trialId Which one.
   * @returns Whether it runs.
   */
  stop(trialId: string): boolean;
}

/** As many curves are told apart. */
const MOST_LATEST = 8;

/**
 * Collects the trials of a run as they are told.
 *
 * @category Trials
 * @returns None so far.
 *
 * @example
 * ```ts
 * import { liveTrials } from "@descent/live";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const trials = liveTrials();
 * const { record, metrics } = sampleRun();
 * trials.started({ ...record, epochs: 2 }, () => {});
 * trials.evaluated(record.trialId, metrics[0]);
 * assertEquals(trials.latest()[0].rows.length, 1);
 * trials.ended({ record, metrics });
 * assertEquals([trials.latest()[0].status, trials.runs().length], ["completed", 1]);
 * ```
 */
export function liveTrials(): LiveTrials {
  const running = new Map<string, LiveTrial & { rows: MetricsRow[]; stop: () => void }>();
  const runs = new Map<string, Run>();
  let ended: LiveTrial[] = [];
  let changes = 0, endings = 0;
  let queue: QueueCounts | null = null;

  return {
    started(trial, stop) {
      changes++;
      ended = ended.filter((each) => each.trial.trialId !== trial.trialId);
      const since = trial.since === undefined ? Date.now() : Date.parse(trial.since);
      running.set(trial.trialId, { trial, rows: [], status: "running", since, stop });
    },
    evaluated(trialId, row) {
      const entry = running.get(trialId);
      if (entry === undefined) return;
      changes++;
      entry.rows.push(row);
    },
    gaveBack(trialId) {
      if (running.delete(trialId)) changes++;
    },
    ended(run) {
      const { trialId, status } = run.record;
      changes++;
      endings++;
      runs.set(trialId, run);
      const entry = running.get(trialId);
      if (entry === undefined) return;
      running.delete(trialId);
      // A trial that failed has no rows in its record.
      const rows = run.metrics.length === 0 ? entry.rows : run.metrics;
      const { trial, since } = entry;
      ended = [{ trial, rows, status, since }, ...ended].slice(0, MOST_LATEST);
    },
    queueCounted(counts) {
      queue = counts;
    },
    latest() {
      const now = [...running.values()];
      return [...now, ...ended.slice(0, Math.max(0, MOST_LATEST - now.length))];
    },
    runs: () => [...runs.values()],
    get queue() {
      return queue;
    },
    get changes() {
      return changes;
    },
    get endings() {
      return endings;
    },
    stop(trialId) {
      const entry = running.get(trialId);
      if (entry === undefined) return false;
      changes++;
      running.set(trialId, { ...entry, status: "stopping" });
      entry.stop();
      return true;
    },
  };
}
