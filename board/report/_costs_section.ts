import { optimizerCatalogue } from "@descent/optim";
import { type Cell, type Column, type TableSection, wilsonInterval } from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";
import { medianOf, ruleHref, rulesByScore } from "./_names.ts";
import { stateBytes } from "./state_bytes.ts";

/** Costs of the rules, and how much they hang on tuning: the rows of the leaderboard, in its order. */
export function costsSection(data: BoardData): TableSection {
  const { plan, analysis, stepCosts } = data;
  const { losses, tuning, tunability, sensitivities } = analysis;
  const titles = boardTitles(plan);
  const reference = titles.rule(plan.reference);
  const runs = losses.problems.length * losses.seeds.length;
  const most = Math.max(1, Math.floor(plan.draws / 2));
  const order = rulesByScore(data).map((place) => ({ place, ...plan.rules[place] }));
  const columns: readonly (Column & { readonly cell: (row: typeof order[number]) => Cell })[] = [
    {
      title: "Rule",
      cell: ({ name }) => ({ value: titles.rule(name), series: name, href: ruleHref(name) }),
    },
    {
      title: "Tunability ω",
      cell: ({ place, name }) => {
        const own = tunability[place];
        if (own === null) return null;
        const [low, high] = own.interval;
        return {
          value: own.ratio,
          ...name !== plan.reference && { note: `${low.toFixed(2)} to ${high.toFixed(2)}` },
        };
      },
    },
    { title: "Best of 1 draw", cell: ({ place }) => tuning.ratios[place][0] },
    { title: `Best of ${plan.draws}`, cell: ({ place }) => tuning.ratios[place].at(-1)! },
    {
      title: "Sensitivity",
      cell: ({ place }) => medianOf(sensitivities[place].flatMap((own) => own?.excess ?? [])),
    },
    {
      title: "P(diverge)",
      format: "percent",
      cell: ({ place }) => {
        const diverged = losses.diverged[place].reduce((sum, count) => sum + count, 0);
        const [least, most] = wilsonInterval(diverged, runs);
        return {
          value: diverged / runs,
          note: `${(100 * least).toFixed(1)} to ${(100 * most).toFixed(1)} %`,
        };
      },
    },
    { title: "Time of a step", cell: ({ name }) => stepCosts[name] ?? null },
    {
      title: "Bytes of state",
      cell: ({ name, digest }) => {
        const plugin = digest === null && optimizerCatalogue.find((each) => each.name === name);
        return plugin ? stateBytes(plugin) : null;
      },
    },
  ];
  const cells = order.map((row) => columns.map(({ cell }) => cell(row)));
  const isKnown = columns.map((_, column) => cells.some((row) => row[column] !== null));
  return {
    kind: "table",
    title: "What a rule costs, and how it tunes",
    columns: columns.filter((_, column) => isKnown[column]).map(({ cell: _, ...column }) => column),
    rows: cells.map((row) => row.filter((_, column) => isKnown[column])),
    note:
      `Tunability: the best of k draws to be expected, its logarithm averaged over k from 1 to ${most} with weights 1/k, over that of ` +
      `${reference}: below 1 a rule does better at small budgets, which weigh most (Sivaprasad et al. 2020); its interval draws settings anew. ` +
      `Best of k: over ${reference}'s best of all draws. Both are typical ratios over problems, by the searches' validation losses. ` +
      "Sensitivity: mean log loss over four decades of learning rates, less the lowest (Wortsman et al. 2023), median over problems. " +
      `P(diverge): share of judges, Wilson's interval.${
        Object.keys(stepCosts).length === 0
          ? " The time of a step is by the clock, and in no table that this page is made from."
          : ` Time of a step: by the clock, over ${reference}'s, the least of the judges; gradient included.`
      } Bytes of state: a trained number of a net 784-100-100-10 in f32, after one step; weights and gradients are not among them.`,
  };
}
