import type { Run } from "@descent/reports";
import type { Trial } from "../trials/trial.ts";
import { finalTrials } from "./final_trials.ts";
import type { Laboratory } from "./laboratory.ts";
import { selectSetting } from "./select_setting.ts";

/**
 * Tunes and judges several methods alike: runs the search of each, selects the best trial by the problem's selection
 * metric, and judges its setting with several seeds.
 *
 * @param laboratory Where to run.
 * @param searches The trials of each method's search. As many for each is what makes it fair.
 * @param seeds The seeds that judge.
 * @returns The trials of all searches, then those that judge. A method without any completed trial
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
  searches: readonly (readonly Trial[])[],
  seeds: readonly number[],
): Promise<Run[]> {
  const furtherTrials = searches.length * seeds.length;
  const searched = await laboratory.run(searches.flat(), { furtherTrials });
  let start = 0;
  const finals = searches.flatMap((candidates) => {
    const search = searched.slice(start, start += candidates.length);
    const place = selectSetting(search);
    if (place === undefined) return [];
    const { problem: { selection: metric }, results: { best } } = search[place].record;
    const selection = { metric, candidates: candidates.length, score: best[metric]! };
    return finalTrials(candidates[place], seeds, selection);
  });
  return [...searched, ...await laboratory.run(finals)];
}
