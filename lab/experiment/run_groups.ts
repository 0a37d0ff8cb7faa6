import type { Run } from "@descent/reports";
import type { Trial } from "../trials/trial.ts";
import type { LaboratoryRunOptions } from "./asked_trials.ts";
import type { Laboratory } from "./laboratory.ts";

/**
 * Runs groups of trials together, so that no worker waits between one group and the next.
 *
 * @category Experiments
 * @param laboratory Where to run.
 * @param groups The trials of each group.
 * @param options How many trials will follow, as for {@linkcode Laboratory.run}; default none.
 * @returns The runs of each group, in the order of its trials.
 *
 * @example
 * ```ts
 * import { runGroups } from "@descent/lab";
 * import { fakeLaboratory, sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const groups = [[sampleTrial()], [sampleTrial({ seed: 1 }), sampleTrial({ seed: 2 })]];
 * const runs = await runGroups(fakeLaboratory(() => 0.9), groups);
 * assertEquals(runs.map((own) => own.map(({ record }) => record.seed)), [[0], [1, 2]]);
 * ```
 */
export async function runGroups(
  laboratory: Laboratory,
  groups: readonly (readonly Trial[])[],
  options?: Pick<LaboratoryRunOptions, "furtherTrials">,
): Promise<Run[][]> {
  const runs = await laboratory.run(groups.flat(), options);
  let start = 0;
  return groups.map(({ length }) => runs.slice(start, start += length));
}
