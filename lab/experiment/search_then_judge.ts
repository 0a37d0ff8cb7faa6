import type { Run } from "@descent/reports";
import type { Trial } from "../trials/trial.ts";
import { finalTrials } from "./final_trials.ts";
import type { Laboratory } from "./laboratory.ts";
import { selectSetting } from "./select_setting.ts";

/**
 * Compares contestants fairly: runs the candidates of each, selects the best of them by its validation accuracy, and
 * judges that one with several seeds.
 *
 * @param laboratory Where to run.
 * @param contestants For each, its candidates: the trials of its search. As many for each is what makes it fair.
 * @param seeds The seeds that judge.
 * @returns The trials of all searches, then those that judge. A contestant without any completed trial
 * has none of the latter.
 *
 * @example
 * ```ts ignore
 * import { type Laboratory, searchThenJudge } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 *
 * async function tuneAdam(laboratory: Laboratory) {
 *   const candidates = [0.001, 0.01].map((learningRate) =>
 *     sampleTrial({ hyperparameters: { ...sampleTrial().hyperparameters, learningRate } })
 *   );
 *   return await searchThenJudge(laboratory, [candidates], [1, 2, 3]);
 * }
 * ```
 */
export async function searchThenJudge(
  laboratory: Laboratory,
  contestants: readonly (readonly Trial[])[],
  seeds: readonly number[],
): Promise<Run[]> {
  const toCome = contestants.length * seeds.length;
  const searched = await laboratory.run(contestants.flat(), { toCome });
  let start = 0;
  const finals = contestants.flatMap((candidates) => {
    const search = searched.slice(start, start += candidates.length);
    const place = selectSetting(search);
    if (place === undefined) return [];
    const score = search[place].record.results.best.validationAccuracy!;
    const selection = { metric: "validationAccuracy", candidates: candidates.length, score };
    return finalTrials(candidates[place], seeds, selection);
  });
  return [...searched, ...await laboratory.run(finals)];
}
