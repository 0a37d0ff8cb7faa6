import type { Run } from "../record/run_folder.ts";
import type { Section } from "../sections/section.ts";
import { sensitivitySection, targetSection, trainingSection } from "./_chart_sections.ts";
import { comparedMetrics } from "./_compared_metrics.ts";
import { compareHeadline, compareVerdict } from "./_headline.ts";
import { optimizerResults } from "./_optimizer_result.ts";
import { resultSection, trialsSection } from "./_table_sections.ts";

/** The finding of a comparison of optimizers on one problem, and the sections that show it. */
export interface Comparison {
  /** The best optimizer and its lead, no more than the seeds support. */
  readonly headline: string;
  /** The headline in a few words, to follow the problem's name: "Adam wins", "no clear winner". */
  readonly verdict: string;
  /** Table, curves, sensitivity to the learning rate, steps and time to the target, all trials. */
  readonly sections: readonly Section[];
}

/**
 * Compares optimizers on one problem. Trials of phase `"search"` chose the settings, trials of phase
 * `"final"` judge them: by the problem's selection metric on the test set where all of them have it, at the best
 * evaluation or else at the last one, otherwise by the value that the setting was chosen by.
 *
 * @param runs Trials of one problem; others, such as those of another batch size, are to be left out.
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
  if (runs.length === 0) {
    return { headline: "There are no trials.", verdict: "no trials", sections: [] };
  }
  const metrics = comparedMetrics(runs);
  const results = optimizerResults(runs, metrics.ranking);
  return {
    headline: compareHeadline(results, metrics.ranking),
    verdict: compareVerdict(results, metrics.ranking),
    sections: [
      resultSection(results, metrics),
      ...trainingSection(results, metrics),
      ...sensitivitySection(results, metrics),
      ...targetSection(results),
      trialsSection(results, metrics),
    ],
  };
}
