import type { Run } from "../record/run_folder.ts";
import type { DotPlot } from "../sections/dot_plot.ts";
import type { Section } from "../sections/section.ts";
import { sensitivitySection, targetSection, trainingSection } from "./_chart_sections.ts";
import { diagnosticsSection } from "./_diagnostics_section.ts";
import { imageSections } from "./image_sections.ts";
import { comparedMetrics } from "./_compared_metrics.ts";
import { compareFinding, compareVerdict, type Finding } from "./_headline.ts";
import { optimizerResults } from "./_optimizer_result.ts";
import { pairsSection } from "./_pairs_table.ts";
import { resultPicture } from "./_result_picture.ts";
import { detailSection, resultSection } from "./_result_table.ts";
import { samplesSection } from "./_samples_section.ts";
import { solutionsSection } from "./_solutions_section.ts";
import { trialsSection } from "./_trials_table.ts";
import { stoppedSection } from "./_stopped_section.ts";
import { searchedSections, tuningSection } from "./_search_sections.ts";
import { type Verdict, verdictBy } from "./_verdict.ts";

export type { Finding } from "./_headline.ts";

/**
 * The finding of a comparison of optimizers on one problem, and the sections that show it.
 *
 * @category Pages
 */
export interface Comparison {
  /** Who wins against every rival, or who cannot be told apart, and whether other metrics say otherwise. */
  readonly headline: string;
  /** The headline in a few words, to follow the problem's name: "Adam wins", "no clear winner". */
  readonly verdict: string;
  /** The headline's answer and its reasons, apart. */
  readonly finding: Finding;
  /** The final values of all that have any. */
  readonly picture?: DotPlot;
  /** Table, curves, sensitivity to the learning rate, steps and time to the target, all trials. */
  readonly sections: readonly Section[];
}

/**
 * Compares optimizers on one problem. Trials of phase `"search"` chose the settings, those of phase `"rung"` stopped some
 * early, trials of phase `"final"` judge them: by the loss at the end, on the test set where all of them have it, else on the validation set. The other metrics
 * stand beside it. A trial that diverged counts as its untrained model.
 *
 * @category Pages
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
    const reasons = "There are no trials.";
    return {
      headline: reasons,
      finding: { answer: null, reasons },
      verdict: "no trials",
      sections: [],
    };
  }
  const metrics = comparedMetrics(runs);
  const results = optimizerResults(runs, metrics.score);
  const verdict = verdictBy(results, metrics.score, metrics);
  const beside = metrics.beside.map((metric) => verdictBy(results, metric, metrics))
    .filter((other): other is Verdict => other !== null);
  const picture = resultPicture(verdict);
  const finding = compareFinding(results, verdict, beside);
  return {
    headline: finding.answer === null ? finding.reasons : `${finding.answer}: ${finding.reasons}`,
    finding,
    verdict: compareVerdict(results, verdict),
    ...picture === undefined ? {} : { picture },
    sections: [
      resultSection(results, metrics, verdict, beside),
      detailSection(results, metrics),
      ...pairsSection(verdict),
      ...trainingSection(results, metrics),
      ...sensitivitySection(results, metrics),
      ...searchedSections(results, metrics),
      ...tuningSection(results, metrics),
      ...stoppedSection(runs, metrics),
      ...targetSection(results),
      ...diagnosticsSection(results),
      ...solutionsSection(runs, results),
      ...imageSections(results),
      ...samplesSection(results, metrics.score),
      trialsSection(results, metrics),
    ],
  };
}
