import type { Run } from "@descent/reports";
import type { Trial } from "./trial.ts";

/**
 * An earlier run in place of a trial with the same bits: its record has the phase and the selection of this trial.
 *
 * @category Trials
 * @param run The run, whose metrics may be read when they are first used.
 * @param trial The trial.
 * @returns The run.
 *
 * @example
 * ```ts
 * import { wantedRun } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { record } = wantedRun(sampleRun({ phase: "search" }), sampleTrial({ phase: "final" }));
 * assertEquals(record.phase, "final");
 * ```
 */
export function wantedRun(run: Run, { phase, selection }: Pick<Trial, "phase" | "selection">): Run {
  // Ten thousand records need not be copied.
  if (run.record.phase === phase && run.record.selection === selection) return run;
  return {
    record: { ...run.record, phase, selection },
    get metrics() {
      return run.metrics;
    },
  };
}
