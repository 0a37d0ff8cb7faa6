import type { Run } from "../record/run_folder.ts";
import type { Section } from "../sections/section.ts";
import { sensitivitySection, targetSection, trainingSection } from "./_chart_sections.ts";
import { comparedMetrics } from "./_compared_metrics.ts";
import { compareHeadline, compareVerdict } from "./_headline.ts";
import { optimizerResults } from "./_optimizer_result.ts";
import { resultSection } from "./_result_table.ts";
import { samplesSection } from "./_samples_section.ts";
import { trialsSection } from "./_trials_table.ts";
import { type Verdict, verdictBy } from "./_verdict.ts";

/** The finding of a comparison of optimizers on one problem, and the sections that show it. */
export interface Comparison {
  /** Who wins against every rival, or who cannot be told apart, and whether other metrics say otherwise. */
  readonly headline: string;
  /** The headline in a few words, to follow the problem's name: "Adam wins", "no clear winner". */
  readonly verdict: string;
  /** Table, curves, sensitivity to the learning rate, steps and time to the target, all trials. */
  readonly sections: readonly Section[];
}

/**
 * Compares optimizers on one problem. Trials of phase `"search"` chose the settings, trials of phase `"final"` judge
 * them: by the loss at the end, on the test set where all of them have it, else on the validation set. The other metrics
 * stand beside it. A trial that diverged counts as its untrained model.
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
 * assertEquals(headline, "Adam reached 0.08 validation loss (1 seed).");
 * ```
 */
export function compareOptimizers(runs: readonly Run[]): Comparison {
  if (runs.length === 0) {
    return { headline: "There are no trials.", verdict: "no trials", sections: [] };
  }
  const metrics = comparedMetrics(runs);
  const results = optimizerResults(runs, metrics.score);
  const verdict = verdictBy(results, metrics.score, metrics);
  const beside = metrics.beside.map((metric) => verdictBy(results, metric, metrics))
    .filter((other): other is Verdict => other !== null);
  return {
    headline: compareHeadline(results, verdict, beside),
    verdict: compareVerdict(results, verdict),
    sections: [
      resultSection(results, metrics, verdict, beside),
      ...trainingSection(results, metrics),
      ...sensitivitySection(results, metrics),
      ...targetSection(results),
      ...samplesSection(results, metrics.score),
      trialsSection(results, metrics),
    ],
  };
}
