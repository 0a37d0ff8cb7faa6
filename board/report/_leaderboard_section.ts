import { type TableSection, wilsonInterval } from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";
import { ruleHref } from "./_names.ts";

/** The leaderboard: a row for each rule, the highest score first. */
export function leaderboardSection({ plan, analysis, stepCosts }: BoardData): TableSection {
  const { stability, overProblems, letters, speed, losses, tuning, primary } = analysis;
  const titles = boardTitles(plan);
  const runs = losses.problems.length * losses.seeds.length;
  const order = losses.rules.map((_, place) => place)
    .sort((a, b) => stability.means[b] - stability.means[a]);
  const extra = analysis.searches.map((own) => own.reduce((sum, { extra }) => sum + extra, 0));
  return {
    kind: "table",
    title: "Leaderboard",
    text: [
      "Score: interquartile mean over all judges on all problems, 0 as good as tuned momentum (or the untrained model, where " +
      "momentum is best), 1 as good as the best rule here. Rules that share a letter cannot be told apart over problems.",
    ],
    columns: [
      { title: "Rule" },
      { title: "Groups" },
      { title: "Score" },
      { title: "P(best)", format: "percent" },
      { title: "P(best), other problems", format: "percent" },
      { title: `Loss over ${titles.rule(plan.reference)}'s` },
      { title: "Speed B" },
      { title: "Best of 1 draw" },
      { title: `Best of ${plan.draws}` },
      { title: "P(diverge)", format: "percent" },
      { title: "Time of a step" },
    ],
    rows: order.map((place) => {
      const name = losses.rules[place];
      const [low, high] = stability.intervals[place];
      const diverged = losses.diverged[place].reduce((sum, count) => sum + count, 0);
      const [least, most] = wilsonInterval(diverged, runs);
      const against = primary.find(({ first }) => first === name);
      const tone = against?.verdict === "better"
        ? { tone: "good" as const }
        : against?.verdict === "worse"
        ? { tone: "bad" as const }
        : {};
      return [
        {
          value: titles.rule(name),
          series: name,
          href: ruleHref(name),
          ...(extra[place] > 0 && { note: `${extra[place]} extra draws at edges` }),
        },
        letters[place],
        { value: stability.means[place], note: `${low.toFixed(2)} to ${high.toFixed(2)}` },
        stability.probabilities[place][0],
        overProblems.probabilities[place][0],
        against === undefined ? { value: 1, text: "1" } : {
          value: against.ratio,
          ...tone,
          ...(against.interval !== null && {
            note: `${against.interval[0].toFixed(2)} to ${
              against.interval[1].toFixed(2)
            }, ${against.verdict}`,
          }),
        },
        speed[place],
        tuning.ratios[place][0],
        tuning.ratios[place].at(-1)!,
        {
          value: diverged / runs,
          note: `${(100 * least).toFixed(1)} to ${(100 * most).toFixed(1)} %`,
        },
        stepCosts[name] === undefined ? null : { value: stepCosts[name] },
      ];
    }),
    note:
      `Groups: letters by Holm's method over all pairs at 5 %. P(best): share of 10,000 bootstrap replicates, seeds drawn anew, ` +
      `then problems. Loss: typical ratio over problems, with its 95 % interval. Speed B: mean height of the profile of times to ` +
      `${titles.rule(plan.reference)}'s loss, 0.5 as fast as it. Best of k: expected ratio to ${
        titles.rule(plan.reference)
      }'s best of all draws. P(diverge): share of judges, Wilson's interval. Time of a step: by the clock, over ${
        titles.rule(plan.reference)
      }'s, the least of the judges; gradient included.`,
  };
}
