import type { Section } from "../sections/section.ts";
import { WINNER_SIGNIFICANCE } from "../statistics/judge_contestants.ts";
import { formatDifference, formatProbability } from "../text/format.ts";
import type { Verdict } from "./_verdict.ts";

/** Every two optimizers against each other, where there are more than two. */
export function pairsSection(verdict: Verdict | null): readonly Section[] {
  if (verdict === null || verdict.judged.length < 3) return [];
  const { judged, pairs, metric: { title, metric: { format } } } = verdict;
  return [{
    kind: "table",
    title: "All pairs",
    collapsed: true,
    columns: [
      { title: "Optimizer" },
      { title: "against" },
      { title: `Difference of ${title}` },
      { title: "Probability", format: "number" },
      { title: "Adjusted", format: "number" },
      { title: "Verdict" },
    ],
    rows: pairs.map(({ first, second, probability, adjusted, comparison }) => {
      const difference = judged[first].score!.mean - judged[second].score!.mean;
      const written = (value: number | null) =>
        value === null ? null : { value, text: formatProbability(value).replace(/^p\s=\s/, "") };
      return [
        { value: judged[first].title, series: judged[first].name },
        { value: judged[second].title, series: judged[second].name },
        {
          value: difference,
          text: formatDifference(difference, comparison?.confidence ?? null, format),
        },
        written(probability),
        written(adjusted),
        adjusted === null
          ? "cannot say"
          : adjusted < WINNER_SIGNIFICANCE
          ? "better"
          : "cannot be told apart",
      ];
    }),
    note:
      "The one with the better mean stands first. The adjusted probability (Holm's method over all pairs) decides " +
      "here, where every pair is asked about; a winner only has to beat each rival.",
  }];
}
