import type { LinesSection, TableSection } from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";

/** Tuning curves over all problems. */
export function tuningSection({ plan, analysis: { tuning } }: BoardData): LinesSection {
  const reference = boardTitles(plan).rule(plan.reference);
  const most = Math.max(1, Math.floor(plan.draws / 2));
  return {
    kind: "lines",
    title: "What tuning buys",
    text:
      `Expected validation loss of the best of k draws, over ${reference}'s best of all ${plan.draws}: typical ratio over problems. ` +
      "Where two lines cross, which rule is the better one depends on how much is tuned.",
    charts: [{
      title: "Expected best of k draws",
      series: plan.rules.map(({ name, title }, rule) => ({
        name,
        title,
        points: tuning.ratios[rule].slice(0, most).map((y, k) => ({ x: k + 1, y })),
      })),
      x: { title: "Draws k", scale: "log" },
      y: { title: `Loss over ${reference}'s`, scale: "log" },
    }],
    colours: "name",
    note:
      "Exact for draws without replacement (Dodge et al. 2019, 2021), drawn to half of the draws; one seed searches, so the " +
      "luck of the seed is in it. The first of all draws is the default setting.",
  };
}

/** A rule's tuning curve in numbers with their bands, beside the reference's. */
export function tuningTable(
  { plan, analysis: { tuning, tuningBands } }: BoardData,
  rule: number,
): TableSection {
  const reference = plan.rules.findIndex(({ name }) => name === plan.reference);
  const shown = rule === reference ? [rule] : [rule, reference];
  return {
    kind: "table",
    title: "Best of k draws",
    columns: [
      { title: "Draws k" },
      ...shown.map((place) => ({ title: plan.rules[place].title })),
    ],
    rows: tuningBands[rule].map((_, k) => [
      k + 1,
      ...shown.map((place) => ({
        value: tuning.ratios[place][k],
        note: tuningBands[place][k].map((end) => end.toFixed(2)).join(" to "),
      })),
    ]),
    note: `Expected validation loss of the best of k draws over ${
      plan.rules[reference].title
    }'s best of all ${plan.draws}, typical ratio over problems, a factor of e at most on each. Below it the 95 % band, for which the draws of all searches were taken anew, the same ones for all.`,
  };
}
