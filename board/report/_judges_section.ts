import { SIGNIFICANCE, type TableSection, wilsonInterval } from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";
import { meanOf, ratioSpan, ruleHref } from "./_names.ts";

/** The losses of a problem's judges, the lowest first. */
export function judgesSection({ plan, analysis }: BoardData, problem: number): TableSection {
  const { losses, onProblems, scales, searches, testExamples, neededSeeds } = analysis;
  const titles = boardTitles(plan);
  const name = losses.problems[problem];
  const place = plan.problems.findIndex(({ choice }) => choice.name === name);
  const order = losses.rules.map((_, rule) => rule)
    .sort((a, b) => meanOf(losses.logs[a][problem]) - meanOf(losses.logs[b][problem]));
  const best = losses.rules[order[0]];
  const { from } = scales[problem];
  const isExact = testExamples.some((each) => each.problem === name && each.loss === "exact");
  const seen = neededSeeds.find((each) => each.problem === name)?.detectable;
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
      const pair = own === best
        ? undefined
        : onProblems.find((each) =>
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
        { value: titles.rule(own), series: own, href: ruleHref(own) },
        Math.exp(meanOf(losses.logs[rule][problem])),
        {
          value: Math.exp(difference),
          ...(rule !== order[0] && {
            note: [
              ...ratioSpan(difference, pair?.confidence),
              differs ? "differs" : "not told apart",
            ]
              .join(", "),
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
    note: [
      `Geometric mean over ${losses.seeds.length} seeds; below a ratio its 95 % interval, over pairs of seeds${
        isExact ? "" : ", about these test examples"
      }.`,
      ...(seen == null ? [] : [
        `A difference by less than a factor of ${
          Math.exp(seen).toFixed(2)
        } would not have been seen among all pairs on all problems (power 80 %).`,
      ]),
      `Score 0 is the loss of ${
        from === null ? "the untrained model" : `tuned ${titles.rule(from)}`
      }.`,
      `Draws beyond ${plan.draws} were made as the best rate was at an edge of the window.`,
    ].join(" "),
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
