import { formatProbability, SIGNIFICANCE, type TableSection } from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";
import { ratioText } from "./findings.ts";

/** Every two rules over problems, with the number of problems on which the difference is more than noise. */
export function pairsSection(
  { plan, analysis: { pairs, onProblems, losses } }: BoardData,
): TableSection {
  const titles = boardTitles(plan);
  return {
    kind: "table",
    title: "Every pair",
    text:
      "Over problems: exact sign flips, Holm over all pairs. On single problems: sign flips over seeds, Benjamini and Hochberg over " +
      `all ${
        onProblems.length.toLocaleString("en")
      } comparisons at 5 %. These comparisons are exploratory, those with ${
        titles.rule(plan.reference)
      } were planned.${
        2 / 2 ** losses.seeds.length > SIGNIFICANCE
          ? ` With ${losses.seeds.length} judges no difference on a single problem could be significant.`
          : ""
      }`,
    columns: [
      { title: "Rule" },
      { title: "Other" },
      { title: "Typical loss ratio" },
      { title: "Holm" },
      { title: "Better on" },
      { title: "Worse on" },
      { title: "Seen from" },
    ],
    rows: pairs.toSorted((a, b) => a.adjusted - b.adjusted).map((pair) => {
      const { first, second, ratio, adjusted, detectable } = pair;
      const own = onProblems.filter((each) =>
        each.first === first && each.second === second && each.adjusted <= SIGNIFICANCE
      );
      return [
        { value: titles.rule(first), series: first },
        { value: titles.rule(second), series: second },
        {
          value: ratio,
          text: ratioText(pair),
          ...(adjusted <= SIGNIFICANCE
            ? { tone: ratio < 1 ? "good" as const : "bad" as const }
            : {}),
        },
        { value: adjusted, text: formatProbability(adjusted) },
        own.filter(({ difference }) => difference < 0).length,
        own.filter(({ difference }) => difference > 0).length,
        detectable === null ? null : { value: detectable, text: `× ${detectable.toFixed(2)}` },
      ];
    }),
    note:
      "Seen from: the smallest typical factor that this many problems would have shown with a probability of 80 % after correction; " +
      "a smaller difference may be there.",
    collapsed: true,
  };
}
