import { type GroupSection, type Section, SIGNIFICANCE, wilsonInterval } from "@descent/reports";
import type { BoardTrial } from "../trials/board_trial.ts";
import { type BoardData, boardTitles } from "./board_data.ts";

/** A section for each problem: losses with their intervals, curves, and the search of each learning rate. */
export function problemSections(data: BoardData): GroupSection[] {
  const { plan, trials, analysis: { losses } } = data;
  return losses.problems.map((name, problem) => {
    const planned = plan.problems.find(({ choice }) => choice.name === name)!;
    const { budget } = planned.choice;
    const own = trials.filter((trial) => trial.problem === name);
    const reductions = Object.entries(planned.reductions).map(([rule, other]) =>
      `${boardTitles(plan).rule(rule)} is ${other} here and does not count.`
    );
    return {
      kind: "group",
      title: planned.title,
      text: [
        `\`${name}\`: ${
          own[0]?.parameters.toLocaleString("en") ?? "?"
        } trained numbers, batch size ${budget.batchSize}, ${
          Math.max(0, ...own.map(({ evaluations }) => evaluations)).toLocaleString("en")
        } gradient evaluations at most. Loss of the untrained model: ${
          Math.exp(losses.untrained[problem][0]).toPrecision(3)
        }.`,
        ...reductions,
      ],
      sections: [judgesTable(data, problem), curves(data, own), search(data, own, problem)],
    };
  });
}

function judgesTable({ plan, analysis }: BoardData, problem: number): Section {
  const { losses, onProblems, scales, searches } = analysis;
  const titles = boardTitles(plan);
  const name = losses.problems[problem];
  const place = plan.problems.findIndex(({ choice }) => choice.name === name);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const order = losses.rules.map((_, rule) => rule)
    .sort((a, b) => mean(losses.logs[a][problem]) - mean(losses.logs[b][problem]));
  const best = losses.rules[order[0]];
  const { from } = scales[problem];
  return {
    kind: "table",
    title: "Judges",
    columns: [
      { title: "Rule" },
      { title: "Loss" },
      { title: `Over the best, ${titles.rule(best)}` },
      { title: "Diverged" },
      { title: "Chosen setting" },
      { title: "Draws" },
    ],
    rows: order.map((rule) => {
      const own = losses.rules[rule];
      const logs = losses.logs[rule][problem];
      const pair = onProblems.find((each) =>
        each.problem === name && [each.first, each.second].includes(own) &&
        [each.first, each.second].includes(best)
      );
      const difference = pair === undefined
        ? 0
        : own === pair.first
        ? pair.difference
        : -pair.difference;
      const differs = pair !== undefined && pair.adjusted <= SIGNIFICANCE;
      const outcome = searches[plan.rules.findIndex((each) => each.name === own)][place];
      const diverged = losses.diverged[rule][problem];
      const [low, high] = wilsonInterval(diverged, losses.seeds.length);
      return [
        { value: titles.rule(own), series: own },
        Math.exp(mean(logs)),
        {
          value: Math.exp(difference),
          ...(rule !== order[0] && {
            note: differs ? "more than noise" : "not told apart",
            tone: differs ? "bad" as const : "muted" as const,
          }),
        },
        diverged === 0 ? 0 : {
          value: diverged,
          text: `${diverged} of ${losses.seeds.length}`,
          note: `${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)} %`,
        },
        outcome.chosen === null ? null : {
          value: settingText(outcome.chosen, plan.rules.find((each) => each.name === own)!.search),
          ...(outcome.isAtEdge && { note: "rate at an edge" }),
        },
        outcome.extra === 0
          ? outcome.tried
          : { value: outcome.tried, note: `${outcome.extra} at edges` },
      ];
    }),
    note: `Geometric mean over ${losses.seeds.length} seeds. Score 0 is the loss of ${
      from === null ? "the untrained model" : `tuned ${titles.rule(from)}`
    }. Draws beyond ${plan.draws} were made as the best rate was at an edge of the window.`,
  };
}

/** The learning rate and what else was tuned. */
function settingText(
  setting: Readonly<Record<string, number>>,
  search: Readonly<Record<string, unknown>>,
): string {
  return ["learningRate", ...Object.keys(search)]
    .map((name) => `${name} ${Number(setting[name].toPrecision(3))}`).join(", ");
}

function curves({ plan }: BoardData, own: readonly BoardTrial[]): Section {
  return {
    kind: "lines",
    title: "Curves",
    charts: [{
      title: "Validation loss on the way, geometric mean over judges",
      series: plan.rules.map(({ name, title }) => {
        const curves = own.filter(({ rule, phase }) => rule === name && phase === "judge")
          .map(({ curve }) => curve);
        const shortest = Math.min(Infinity, ...curves.map(({ length }) => length));
        const points = shortest === Infinity ? [] : Array.from({ length: shortest }, (_, index) => {
          const logs = curves.map((curve) => Math.log(Math.max(curve[index][1], Number.MIN_VALUE)));
          const y = Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
          return { x: curves[0][index][0], y };
        });
        return { name, title, points: points.filter(({ y }) => y > 0) };
      }),
      x: { title: "Gradient evaluations" },
      y: { title: "Validation loss", scale: "log" },
    }],
    colours: "name",
    note: "As far as all of a rule's judges got.",
  };
}

function search(
  { plan, analysis: { searches } }: BoardData,
  own: readonly BoardTrial[],
  problem: number,
): Section {
  return {
    kind: "sensitivity",
    title: "Search",
    series: plan.rules.map(({ name, title }, rule) => ({
      name,
      title,
      points: own.filter((trial) => trial.rule === name && trial.phase === "search")
        .map(({ hyperparameters, validation, status }) => ({
          x: hyperparameters.learningRate,
          y: validation !== null && validation > 0 ? validation : null,
          status,
        })),
      chosen: searches[rule][problem]?.chosen?.learningRate ?? null,
    })),
    axes: { x: "Learning rate", y: "Validation loss", scale: "log" },
    colours: "name",
    note: "Other hyperparameters vary too, so neighbours may differ in more than the rate.",
  };
}
