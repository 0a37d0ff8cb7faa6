import type { LinesSection, Section, StagesSection } from "@descent/reports";
import type { BudgetRank } from "../analysis/budget_ranks.ts";
import { type BoardData, boardTitles } from "./board_data.ts";
import { ratioOf } from "./_matrix_section.ts";
import { ruleHref } from "./_names.ts";

/** The page's order at each tuning budget, which a slider chooses; the full budget without a script. */
export function budgetSection(data: BoardData, ranks: readonly BudgetRank[]): StagesSection {
  const reference = boardTitles(data.plan).rule(data.plan.reference);
  return {
    kind: "stages",
    title: "Order by tuning budget",
    text:
      `What is to be expected of the best of T settings of each search, by validation loss, over ${reference}'s with the same T. ` +
      "Move the slider to see the order that a smaller budget would have found.",
    label: "Settings tried for each rule and problem",
    stages: ranks.map((rank) => ({
      title: rank.draws === data.plan.draws ? `${rank.draws}, all` : String(rank.draws),
      sections: [orderTable(data, rank), budgetMatrix(data, rank)],
    })),
  };
}

function byRatio({ ratios }: BudgetRank): number[] {
  return ratios.map((_, rule) => rule).sort((a, b) => ratios[a] - ratios[b]);
}

function settings(draws: number): string {
  return draws === 1 ? "one setting" : `${draws} settings`;
}

function orderTable({ plan }: BoardData, rank: BudgetRank): Section {
  const { ratios, best, draws, logs } = rank;
  return {
    kind: "table",
    title: `Rules with ${settings(draws)}`,
    columns: [
      { title: "Rank" },
      { title: "Rule" },
      { title: "Typical loss ratio" },
      { title: "P(best)", format: "percent" },
      { title: "Lowest on" },
    ],
    rows: byRatio(rank).map((rule, index) => [
      index + 1,
      {
        value: plan.rules[rule].title,
        series: plan.rules[rule].name,
        href: ruleHref(plan.rules[rule].name),
      },
      ratios[rule],
      { value: best[rule], text: `${(100 * best[rule]).toFixed(0)} %` },
      plan.problems.filter((_, problem) => {
        const own = logs[rule][problem];
        return own !== null && logs.every((other) => (other[problem] ?? Infinity) >= own);
      }).length,
    ]),
    note:
      "P(best): share of 2,000 other searches, their settings drawn with replacement from those of this one.",
  };
}

function budgetMatrix({ plan }: BoardData, rank: BudgetRank): Section {
  const order = byRatio(rank);
  return {
    kind: "matrix",
    title: `Problems and rules with ${settings(rank.draws)}`,
    columns: order.map((rule) => ({ title: plan.rules[rule].title })),
    rows: plan.problems.map(({ title }, problem) => ({
      title,
      cells: order.map((rule) => {
        const log = rank.logs[rule][problem];
        if (log === null) return null;
        return { tint: log, text: ratioOf(log) };
      }),
    })),
    collapsed: true,
  };
}

/** P(best) as a function of the tuning budget: where curves cross, the answer depends on it. */
export function budgetRankSection(
  { plan }: BoardData,
  ranks: readonly BudgetRank[],
): LinesSection {
  return {
    kind: "lines",
    title: "Best rule by tuning budget",
    text:
      "How probable it is that a rule has the lowest typical loss of all, as a function of the settings that are tried. Where " +
      "lines cross, which rule is best has no answer without a budget.",
    charts: [{
      title: "P(best) over other searches of the same size",
      series: plan.rules.map(({ name, title }, rule) => ({
        name,
        title,
        points: ranks.map(({ draws, best }) => ({ x: draws, y: best[rule] })),
      })),
      x: { title: "Settings tried for each rule and problem", scale: "log" },
      y: { title: "P(best)", format: "percent" },
    }],
    colours: "name",
    note:
      "By validation loss with the seed of the search, so the luck of that seed is in it; settings drawn with replacement.",
  };
}
