import type { GroupSection } from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";

/**
 * How firmly rules hold their ranks: the probability of each rank in the bootstrap, and the rank by tuning budget.
 */
export function rankSection({ plan, analysis }: BoardData): GroupSection {
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
