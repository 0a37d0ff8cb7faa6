import type { MetricsRow } from "./metrics_row.ts";
import type { RunRecord } from "./run_record.ts";

/**
 * One trial as it lies on disk.
 *
 * @category Records
 */
export interface Run {
  /** The trial: what was trained, how it ended, its scores. */
  readonly record: RunRecord;
  /** One row per evaluation, in order. */
  readonly metrics: readonly MetricsRow[];
}
