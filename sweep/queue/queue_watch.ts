import type { NamedTrial } from "@descent/lab";
import type { QueueCounts, TrialWatch } from "@descent/live";
import type { MetricsRow } from "@descent/reports";
import { BOSS_SCHEMA } from "./queue_schema.ts";
import type { TrialQueue } from "./trial_queue.ts";

/** The trials of a queue, as a live page shows them. */
export interface QueueWatch {
  /** All that the queue holds. */
  readonly counts: QueueCounts;
  /** Looks at what has changed. */
  scan(): Promise<void>;
}

interface RunningRow {
  readonly id: string;
  readonly worker: string;
  readonly since: Date;
  readonly keys: NamedTrial;
  readonly phase: string;
  readonly epochs: number;
  readonly evaluation: MetricsRow | null;
}

/**
 * Follows the trials of a queue: those that run, with where and since when, and the records of those that have ended.
 *
 * @param queue The queue.
 * @param watch Hears of the trials.
 * @returns The watch, at no trial.
 */
export function queueWatch(
  queue: Pick<TrialQueue, "read" | "finished">,
  watch: TrialWatch,
): QueueWatch {
  const running = new Map<string, { readonly start: string; readonly step: number }>();
  const known = new Set<string>();
  let counts: QueueCounts = { done: 0, queued: 0, running: 0 };

  function showRunning(rows: readonly RunningRow[]): void {
    const now = new Set(rows.map(({ id }) => id));
    for (const id of running.keys()) {
      if (now.has(id)) continue;
      running.delete(id);
      watch.gaveBack(id);
    }
    for (const { id, worker, since: time, keys, phase, epochs, evaluation } of rows) {
      const since = time.toISOString();
      const start = `${worker} ${since}`;
      let former = running.get(id);
      if (former?.start !== start) {
        watch.started({ ...keys, phase, epochs, worker, since }, () => {});
        former = { start, step: -1 };
      }
      const step = evaluation?.step ?? -1;
      if (evaluation !== null && step > former.step) watch.evaluated(id, evaluation);
      running.set(id, { start, step });
    }
  }

  return {
    get counts() {
      return counts;
    },
    async scan() {
      const ended = await queue.read<{ id: string }>(
        "SELECT trial_id AS id FROM descent.trial WHERE record IS NOT NULL ORDER BY finished",
      );
      const fresh = ended.map(({ id }) => id).filter((id) => !known.has(id));
      for (const [id, run] of await queue.finished(fresh)) {
        known.add(id);
        running.delete(id);
        watch.ended(run);
      }
      const rows = await queue.read<RunningRow>(
        `SELECT t.trial_id AS id, t.worker, t.started AS since, t.evaluation, j.data->'keys' AS keys,
           j.data->'trial'->>'phase' AS phase,
           (j.data->'trial'->'problem'->'budget'->>'epochs')::float8 AS epochs
         FROM descent.trial t JOIN ${BOSS_SCHEMA}.job j ON j.name = t.queue AND j.id = t.job_id
         WHERE t.record IS NULL AND j.state = 'active' AND t.worker IS NOT NULL ORDER BY t.started, t.trial_id`,
      );
      showRunning(rows);
      const [{ open }] = await queue.read<{ open: number }>(
        "SELECT count(*)::int AS open FROM descent.trial WHERE record IS NULL",
      );
      const queued = Math.max(0, open - rows.length);
      counts = { done: known.size, queued, running: rows.length };
      watch.queueCounted(counts);
    },
  };
}
