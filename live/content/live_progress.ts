import { duration, type ProgressSnapshot } from "@descent/cli";
import { formatNumber, type LiveProgress, metricOf } from "@descent/reports";
import type { LiveTrial, LiveTrials } from "../trials/live_trials.ts";
import { trialText } from "./_trial_text.ts";

/**
 * How far a run is.
 *
 * @category Content
 */
export type LiveSnapshot = Pick<ProgressSnapshot, "done" | "total" | "secondsLeft">;

/**
 * Options of {@linkcode liveProgress}.
 *
 * @category Content
 */
export interface LiveProgressOptions {
  /** The trials. */
  readonly trials: Pick<LiveTrials, "latest" | "runs" | "queue">;
  /** How many are done, and the time left. */
  readonly snapshot: LiveSnapshot;
  /** Seconds since the run started; `null` of trials that ran long ago. */
  readonly seconds: number | null;
  /** Whether the reader may stop trials. */
  readonly canStop: boolean;
  /** How the run ended, or `null`. */
  readonly ending: string | null;
}

/**
 * How far a run is, in the words of its page.
 *
 * @category Content
 * @param options Trials, counts and times, see {@linkcode LiveProgressOptions}.
 * @returns Counts, time left, and a row for each trial that runs.
 *
 * @example
 * ```ts
 * import { liveProgress, liveTrials } from "@descent/live";
 * import { assertEquals } from "@std/assert";
 *
 * const snapshot = { done: 1, total: 4, secondsLeft: 75 };
 * const options = { trials: liveTrials(), snapshot, seconds: 25, canStop: true, ending: null };
 * assertEquals(liveProgress(options).facts[0], { term: "Time left", value: "about 1 min 15 s" });
 * ```
 */
export function liveProgress(
  { trials, snapshot, seconds, canStop, ending }: LiveProgressOptions,
): LiveProgress {
  const { done, total, secondsLeft } = snapshot;
  const records = trials.runs().map(({ record }) => record);
  const lost = (["diverged", "failed"] as const).map((status) => ({
    term: status === "diverged" ? "Diverged" : "Failed",
    value: String(records.filter((record) => record.status === status).length),
  }));
  const times = ending !== null ? [] : [
    ...secondsLeft === null ? [] : [{ term: "Time left", value: `about ${duration(secondsLeft)}` }],
    ...seconds === null ? [] : [{ term: "Elapsed", value: duration(seconds) }],
  ];
  const running = ending !== null
    ? []
    : trials.latest().filter(({ status }) => status === "running" || status === "stopping");
  const queue = trials.queue === null ? [] : [{
    term: "In the queue",
    value:
      `${trials.queue.queued} queued, ${trials.queue.running} running, ${trials.queue.done} done`,
  }];
  return {
    done,
    total,
    facts: [...times, ...queue, ...lost],
    running: running.map(rowOf),
    canStop,
    ending,
  };
}

function rowOf({ trial, rows, status, since }: LiveTrial): LiveProgress["running"][number] {
  const { trialId, epochs, worker, problem: { metrics, selection } } = trial;
  const last = rows.at(-1);
  const value = last?.scores[selection] ?? null;
  const epoch = last?.epoch ?? 0;
  return {
    id: trialId,
    title: trialText(trial),
    at: `epoch ${formatNumber(epoch, "number")} of ${formatNumber(epochs, "number")}` +
      (worker === undefined ? "" : `, on ${worker}`) +
      `, for ${duration(Math.max(0, Date.now() - since) / 1000)}`,
    share: Math.min(1, epoch / epochs),
    score: value === null ? "" : formatNumber(value, metricOf(metrics, selection).format),
    isStopping: status === "stopping",
  };
}
