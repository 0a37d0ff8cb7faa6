import type { Cell, Run, RunRecord, Section } from "@descent/reports";
import { settingText } from "./_trial_text.ts";

/**
 * The trials that came to no result, the latest first.
 *
 * @category Content
 * @param runs The trials that have ended.
 * @returns A section of those that diverged or failed; none where all completed.
 *
 * @example
 * ```ts
 * import { lostTrials } from "@descent/live";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(lostTrials([sampleRun()]), []);
 * ```
 */
export function lostTrials(runs: readonly Run[]): Section[] {
  const lost = runs.map(({ record }) => record).filter(({ status }) => status !== "completed");
  if (lost.length === 0) return [];
  return [{
    kind: "table",
    title: "Diverged and failed",
    columns: [
      { title: "Optimizer" },
      { title: "Setting" },
      { title: "Seed" },
      { title: "End" },
      { title: "Phase" },
    ],
    rows: lost.toReversed().map((record): Cell[] => [
      { value: record.optimizer.title, series: record.optimizer.name },
      settingText(record.setting),
      record.seed,
      { value: endText(record), tone: "bad" },
      record.phase,
    ]),
  }];
}

function endText({ status, divergedAtStep, error }: RunRecord): string {
  return status === "diverged" ? `diverged at step ${divergedAtStep}` : `failed: ${error}`;
}
