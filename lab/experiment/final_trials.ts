import type { SelectionRecord } from "@descent/reports";
import type { Trial } from "../trials/trial.ts";

/**
 * The trials that judge a setting: one for each seed, looked at with the test set.
 *
 * @category Search
 * @param trial A trial with the setting.
 * @param seeds The seeds; others than that of a search, for the winner of a search was lucky with its seed.
 * @param selection Why the setting is judged; default: it was not selected.
 * @returns The trials.
 *
 * @example
 * ```ts
 * import { finalTrials } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const trials = finalTrials(sampleTrial(), [1, 2]);
 * assertEquals(trials.map(({ seed, phase, testing }) => [seed, phase, testing]), [
 *   [1, "final", true],
 *   [2, "final", true],
 * ]);
 * ```
 */
export function finalTrials(
  trial: Trial,
  seeds: readonly number[],
  selection: SelectionRecord | null = null,
): Trial[] {
  return seeds.map((seed) => ({ ...trial, seed, phase: "final", selection, testing: true }));
}
