import { tableText } from "@descent/reports";
import { BOSS_SCHEMA } from "./queue_schema.ts";
import type { TrialQueue } from "./trial_queue.ts";

/** A trial that a worker has. */
export interface RunningTrial {
  /** The trial in words. */
  readonly label: string;
  /** Machine and process. */
  readonly worker: string;
  /** When it began, ISO 8601 in UTC. */
  readonly since: string;
  /** Epochs done, or `null` before the first evaluation. */
  readonly epoch: number | null;
  /** Its last score, as it is shown. */
  readonly score: string | null;
}

/** How a queue stands. */
export interface QueueStatus {
  /** Its address in words. */
  readonly queue: string;
  /** Trials that wait. */
  readonly queued: number;
  /** Trials that run. */
  readonly running: readonly RunningTrial[];
  /** Trials that have a record and did not fail. */
  readonly done: number;
  /** Trials that failed three times, and why. */
  readonly failed: readonly { readonly label: string; readonly error: string }[];
}

/**
 * Asks how a queue stands.
 *
 * @param queue The queue.
 * @returns Its trials by state.
 */
export async function queueStatus(queue: TrialQueue): Promise<QueueStatus> {
  const [{ done, open }] = await queue.read<{ done: number; open: number }>(
    `SELECT count(*) FILTER (WHERE record IS NOT NULL AND error IS NULL)::int AS done,
       count(*) FILTER (WHERE record IS NULL)::int AS open FROM descent.trial`,
  );
  const running = await queue.read<Omit<RunningTrial, "since"> & { since: Date }>(
    `SELECT t.label, t.worker, t.started AS since, t.epoch, t.score FROM descent.trial t
     JOIN ${BOSS_SCHEMA}.job j ON j.name = t.queue AND j.id = t.job_id
     WHERE t.record IS NULL AND j.state = 'active' AND t.worker IS NOT NULL ORDER BY t.started, t.trial_id`,
  );
  const failed = await queue.read<{ label: string; error: string }>(
    "SELECT label, error FROM descent.trial WHERE record IS NOT NULL AND error IS NOT NULL ORDER BY finished, trial_id",
  );
  return {
    queue: queue.shown,
    queued: open - running.length,
    running: running.map((trial) => ({ ...trial, since: trial.since.toISOString() })),
    done,
    failed,
  };
}

/**
 * How a queue stands, in words.
 *
 * @param status The state.
 * @param duration Writes seconds.
 * @param now The time in milliseconds; default the clock's.
 * @returns A line of counts, and tables of what runs and what failed.
 */
export function statusText(
  { queue, queued, running, done, failed }: QueueStatus,
  duration: (seconds: number) => string,
  now: number = Date.now(),
): string {
  const table = (titles: readonly string[], rows: readonly (readonly string[])[]) =>
    tableText({
      title: "",
      columns: titles.map((title) => ({ title })),
      rows: rows.map((row) => row.map((value) => ({ value }))),
    });
  const rows = running.map(({ label, worker, since, epoch, score }) => [
    label,
    worker,
    duration((now - Date.parse(since)) / 1000),
    epoch === null ? "" : epoch.toFixed(1),
    score ?? "",
  ]);
  return [
    `${queue}: ${queued} queued, ${running.length} running, ${done} done, ${failed.length} failed`,
    ...(rows.length > 0 ? [table(["running", "worker", "for", "epoch", "score"], rows)] : []),
    ...(failed.length > 0
      ? [table(["failed", "why"], failed.map(({ label, error }) => [label, error]))]
      : []),
  ].join("\n\n");
}
