import type { RunRecord } from "../record/run_record.ts";
import { formatNumber } from "../text/format.ts";

/**
 * The number of trials, and how many of them did not end well: "86 (1 diverged)".
 *
 * @param records The trials.
 * @returns The text.
 * @category Text
 *
 * @example
 * ```ts
 * import { endedTrials } from "@descent/reports";
 * import { sampleRecord } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const lost = sampleRecord({ status: "diverged", divergedAtStep: 12 });
 * assertEquals(endedTrials([sampleRecord(), lost]), "2 (1 diverged)");
 * assertEquals(endedTrials([sampleRecord()]), "1");
 * ```
 */
export function endedTrials(records: readonly RunRecord[]): string {
  const ends = (["diverged", "failed"] as const).flatMap((end) => {
    const count = records.filter(({ status }) => status === end).length;
    return count === 0 ? [] : [`${formatNumber(count, "count")} ${end}`];
  });
  const all = formatNumber(records.length, "count");
  return ends.length === 0 ? all : `${all} (${ends.join(", ")})`;
}
