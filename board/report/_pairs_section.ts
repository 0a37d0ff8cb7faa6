import {
  formatProbability,
  type MatrixSection,
  SIGNIFICANCE,
  type TableSection,
} from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";
import { ratioText } from "./findings.ts";
import { ratioOf } from "./_matrix_section.ts";
import { ruleHref, rulesByScore } from "./_names.ts";

/** Every rule against every other: the typical ratio of losses, and on how many problems the difference is more than noise. */
export function pairsMatrix(data: BoardData): MatrixSection {
  const { plan, analysis: { pairs, onProblems, losses } } = data;
  const titles = boardTitles(plan);
  const order = rulesByScore(data).map((place) => losses.rules[place]);
  const heading = (name: string) => ({ title: titles.rule(name), href: ruleHref(name) });
  return {
    kind: "matrix",
    title: "Every pair",
    text:
      "Typical loss of the rule of a row over that of a column's: below 1 the row is better. A star: more than noise over problems, " +
      "by exact sign flips and Holm's method over all pairs. Behind it, on how many single problems the row is better and worse by more than " +
      "noise of these test examples' losses (sign flips over seeds, Benjamini and Hochberg over all comparisons).",
    columns: order.map(heading),
    rows: order.map((row) => ({
      ...heading(row),
      cells: order.map((column) => {
        const pair = pairs.find(({ first, second }) =>
          (first === row && second === column) || (first === column && second === row)
        );
        if (pair === undefined) return null;
        const sign = pair.first === row ? 1 : -1;
        const single = onProblems.filter(({ first, second, adjusted }) =>
          first === pair.first && second === pair.second && adjusted <= SIGNIFICANCE
        );
        const better = single.filter(({ difference }) => sign * difference < 0).length;
        const worse = single.length - better;
        const text = ratioOf(sign * pair.effect);
        const isSure = pair.adjusted <= SIGNIFICANCE;
        return {
          tint: isSure ? sign * pair.effect : 0,
          text: isSure ? `${text} *` : text,
          mark: `${better}:${worse}`,
          words: `${titles.rule(row)} over ${titles.rule(column)}: ${text}, ${
            formatProbability(pair.adjusted)
          }; better on ${better} problems, worse on ${worse}`,
        };
      }),
    })),
  };
}

/** Every two rules over problems, with the number of problems on which the difference is more than noise. */
export function pairsSection(
  { plan, analysis: { pairs, onProblems, losses } }: BoardData,
): TableSection {
  const titles = boardTitles(plan);
  return {
    kind: "table",
    title: "Every pair, in numbers",
    text:
      "Over problems: exact sign flips, Holm over all pairs. On single problems: sign flips over seeds, Benjamini and Hochberg over " +
      `all ${
        onProblems.length.toLocaleString("en")
      } comparisons at 5 %, about these test examples. These comparisons are exploratory, those with ${
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
        titles.rule(first),
        titles.rule(second),
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
