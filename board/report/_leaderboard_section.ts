import type { TableSection } from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";
import { ruleHref, rulesByScore } from "./_names.ts";

/** The leaderboard: how good each rule is, a row for each, the highest score first. */
export function leaderboardSection(data: BoardData): TableSection {
  const { plan, analysis } = data;
  const { stability, overProblems, letters, speed, losses, primary } = analysis;
  const titles = boardTitles(plan);
  const reference = titles.rule(plan.reference);
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
      { title: "Score" },
      { title: "Optimality gap" },
      { title: `Loss over ${reference}'s` },
      { title: "Verdict" },
      { title: "Groups" },
      { title: "P(best)", format: "percent" },
      { title: "P(best), other problems", format: "percent" },
      { title: "Speed B" },
    ],
    rows: rulesByScore(data).map((place) => {
      const name = losses.rules[place];
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
        { value: stability.means[place], note: spanText(stability.intervals[place]) },
        { value: stability.gaps[place], note: spanText(stability.gapIntervals[place]) },
        against === undefined ? { value: 1, text: "1" } : {
          value: against.ratio,
          ...tone,
          ...(against.interval !== null && {
            note: spanText(against.interval),
          }),
        },
        against?.verdict ?? null,
        letters[place],
        stability.probabilities[place][0],
        overProblems.probabilities[place][0],
        speed[place],
      ];
    }),
    note:
      `Optimality gap: mean of what a judge's score lacks to 1, the less the better; with the score's replicates (Agarwal et al. 2021). ` +
      `Loss: typical ratio over problems, with its 95 % interval over problems, and the planned test's verdict. Groups: letters by Holm's method over all pairs at ` +
      `5 %. P(best): share of 10,000 bootstrap replicates, seeds drawn anew, then problems. Speed B: mean height of the profile of ` +
      `times to ${reference}'s loss, 0.5 as fast as it.`,
  };
}

function spanText(ends: readonly [low: number, high: number]): string {
  return ends.map((end) => end.toFixed(2)).join(" to ");
}
