import type { GroupSection, TableSection } from "@descent/reports";
import { ranksWithout } from "../analysis/ranks_without.ts";
import { type BoardData, boardTitles } from "./board_data.ts";

/**
 * How firmly rules hold their ranks: the probability of each rank in the bootstrap, the rank without each problem, and by
 * tuning budget.
 */
export function rankSection(data: BoardData): GroupSection {
  const { plan, analysis } = data;
  const { stability, losses, tuning, agreement } = analysis;
  const titles = boardTitles(plan);
  const order = losses.rules.map((_, place) => place)
    .sort((a, b) => stability.means[b] - stability.means[a]);
  const best = new Intl.ListFormat("en").format(
    stability.best.map((place) => titles.rule(losses.rules[place])),
  );
  const budgets = [1, 2, 4, 8, 12, 16, 32, 64].filter((k) => k < plan.draws).concat(plan.draws);
  const w = agreement === null
    ? ""
    : ` The problems agree on an order only as far as Kendall's W of ${
      agreement.agreement.toFixed(2)
    }, where 1 is one order on all of them and 0 none.`;
  return {
    kind: "group",
    title: "Ranks",
    text: `The best rule is ${
      stability.best.length === 1 ? best : `one of ${best}`
    } with a probability of at least 95 %, seeds drawn anew; on other problems another may be.${w}`,
    sections: [
      {
        kind: "table",
        title: "Probability of each rank",
        columns: [
          { title: "Rule" },
          ...order.map((_, k) => ({ title: String(k + 1), format: "percent" as const })),
        ],
        rows: order.map((place) => [
          { value: titles.rule(losses.rules[place]), series: losses.rules[place] },
          ...stability.probabilities[place].map((probability) =>
            probability === 0
              ? { value: 0, text: "·", tone: "muted" as const }
              : { value: probability, text: `${(100 * probability).toFixed(0)} %` }
          ),
        ]),
      },
      ...withoutSection(data),
      {
        kind: "table",
        title: "Rank by tuning budget",
        text:
          "The rank of what is to be expected of the best of k draws of the search, by validation loss.",
        columns: [{ title: "Rule" }, ...budgets.map((k) => ({ title: `k = ${k}` }))],
        rows: order.map((place) => [
          { value: titles.rule(losses.rules[place]), series: losses.rules[place] },
          ...budgets.map((k) => tuning.ranks[place][k - 1]),
        ]),
      },
    ],
  };
}

function withoutSection({ plan, analysis: { losses, scores } }: BoardData): TableSection[] {
  if (losses.problems.length < 2) return [];
  const titles = boardTitles(plan);
  const all = ranksWithout(scores);
  const order = all.map((_, place) => place).sort((a, b) => all[a].rank - all[b].rank);
  return [{
    kind: "table",
    title: "Rank without one problem",
    columns: [
      { title: "Rule" },
      { title: "Rank" },
      { title: "Best" },
      { title: "Worst" },
      { title: "Lowest score" },
      { title: "Highest score" },
      { title: "Falls most without" },
    ],
    rows: order.map((place) => {
      const { rank, ranks, scores: own } = all[place];
      const lowest = Math.min(...own);
      return [
        { value: titles.rule(losses.rules[place]), series: losses.rules[place] },
        rank,
        Math.min(...ranks),
        Math.max(...ranks),
        lowest,
        Math.max(...own),
        titles.problem(losses.problems[own.indexOf(lowest)]),
      ];
    }),
    note:
      "By score, each problem left out in turn. The last column is the problem without which a rule's score is the lowest.",
  }];
}
