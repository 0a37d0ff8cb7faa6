import { formatNumber, type GroupSection, type TableSection } from "@descent/reports";
import { DIFFERENCES } from "../analysis/needed_seeds.ts";
import { type BoardData, boardTitles } from "./board_data.ts";
import { medianOf } from "./_names.ts";

/** How rules depend on their rate, how often they win against the reference, and what a run to come would need. */
export function sensitivitySection(data: BoardData): GroupSection {
  return {
    kind: "group",
    title: "Sensitivity, and what more seeds would show",
    sections: [sensitivityTable(data), seedsTable(data)],
  };
}

function sensitivityTable({ plan, analysis }: BoardData): TableSection {
  const reference = boardTitles(plan).rule(plan.reference);
  const { improvements, sensitivities } = analysis;
  return {
    kind: "table",
    title: "How rules depend on their learning rate",
    columns: [
      { title: "Rule" },
      { title: "Excess over the window" },
      { title: "Decades within 5 %" },
      { title: `P(lower loss than ${reference})`, format: "percent" },
    ],
    rows: plan.rules.map(({ name, title }, rule) => {
      const own = sensitivities[rule].flatMap((each) => each ?? []);
      const { probability, interval: [low, high] } = improvements[rule];
      return [
        { value: title, series: name },
        medianOf(own.map(({ excess }) => excess)),
        medianOf(own.map(({ width }) => width)),
        {
          value: probability,
          ...name !== plan.reference &&
            { note: `${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)} %` },
        },
      ];
    }),
    note:
      "Medians over problems, from the searches, smoothed over the rate as the other hyperparameters vary with it. Excess: mean log " +
      "loss over the four decades, at most that of the untrained model, less the lowest (Wortsman et al. 2023). Decades: of the four, " +
      "those in which the loss is within 5 % of the lowest. The last column pairs every judge of a rule with every judge of " +
      `${reference} on the same problem; its interval draws seeds anew.`,
  };
}

function seedsTable({ plan, analysis: { neededSeeds, losses } }: BoardData): TableSection {
  const titles = boardTitles(plan);
  return {
    kind: "table",
    title: "Judges that it would take",
    columns: [
      { title: "Problem" },
      { title: "Scatter of log loss" },
      { title: "Correlation" },
      { title: "Seen from" },
      ...DIFFERENCES.map((share) => ({ title: `Judges for ${formatNumber(share, "percent")}` })),
    ],
    rows: neededSeeds.map(({ problem, standardDeviation, correlation, detectable, seeds }) => [
      titles.problem(problem),
      standardDeviation,
      correlation,
      detectable === null
        ? null
        : { value: detectable, text: `× ${Math.exp(detectable).toFixed(2)}` },
      ...seeds,
    ]),
    note:
      `To plan a run by: how many judges see a difference of that share of the loss between two rules on one problem with a power of 80 %, ` +
      `at 5 % over all pairs on all problems (Bonferroni). This run has ${losses.seeds.length}, which would have seen a factor as large as in "Seen from". Scatter: standard deviation over seeds, ` +
      "the median of the rules.",
  };
}
