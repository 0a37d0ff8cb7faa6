import type { Run } from "../run_folder.ts";
import type { Section } from "../sections/section.ts";
import { compareHeadline } from "./_headline.ts";
import { optimizerResults, rankingScore } from "./_optimizer_result.ts";
import { sensitivitySection, targetSection, trainingSection } from "./_chart_sections.ts";
import { resultSection, trialsSection } from "./_table_sections.ts";

/** What a comparison of optimizers on one problem says and shows. */
export interface Comparison {
  /** Which won and by how much, no more than the seeds support. */
  readonly headline: string;
  /** Table, curves, sensitivity to the learning rate, steps and time to the target, all trials. */
  readonly sections: readonly Section[];
}

/**
 * Compares optimizers on one problem. Trials of phase `"search"` chose the settings, trials of phase
 * `"final"` judge them: by test accuracy where all of them have it, else by validation accuracy.
 *
 * @param runs Trials of one problem; others, such as those of another batch size, left out.
 * @returns The sentence and the sections, for a page or for one tab of it.
 *
 * @example One optimizer is reported without a comparison
 * ```ts
 * import { compareOptimizers } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { headline } = compareOptimizers([sampleRun()]);
 * assertEquals(headline, "Adam reached 97.50\u202f% validation accuracy (1 seed).");
 * ```
 */
export function compareOptimizers(runs: readonly Run[]): Comparison {
  const score = rankingScore(runs);
  const results = optimizerResults(runs, score);
  return {
    headline: compareHeadline(results, score.title),
    sections: [
      resultSection(results, score),
      ...trainingSection(results),
      ...sensitivitySection(results),
      ...targetSection(results),
      trialsSection(results),
    ],
  };
}
