import type { HeatMapsSection } from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";

/** Ratios beyond a factor of e have the colour of that. */
const LIMIT = Math.E;

/** The matrix of problems and rules: each loss over that of the reference. */
export function matrixSection(
  { plan, analysis: { losses, stability } }: BoardData,
): HeatMapsSection {
  const titles = boardTitles(plan);
  const reference = losses.rules.indexOf(plan.reference);
  const order = losses.rules.map((_, place) => place)
    .sort((a, b) => stability.means[b] - stability.means[a]);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  // From bottom to top.
  const problems = losses.problems.map((_, place) => place).reverse();
  return {
    kind: "heatmaps",
    title: "Problems and rules",
    text: `Typical test loss of the ten judges over that of ${
      titles.rule(plan.reference)
    } on the same problem: below 1 is better.`.replace("ten", String(losses.seeds.length)),
    maps: [{
      title: `Loss over ${titles.rule(plan.reference)}'s`,
      x: { title: "Rule", values: order.map((place) => titles.rule(losses.rules[place])) },
      y: {
        title: "Problem",
        values: problems.map((place) => titles.problem(losses.problems[place])),
      },
      cells: problems.map((problem) =>
        order.map((rule) => {
          const ratio = Math.exp(
            mean(losses.logs[rule][problem]) - mean(losses.logs[reference][problem]),
          );
          return Math.min(LIMIT, Math.max(1 / LIMIT, ratio));
        })
      ),
      better: "lower",
      format: "number",
    }],
    note:
      "Ratios below 0.37 and above 2.7 are shown as these, which is also what they count as over problems. Which differences are " +
      "more than noise stands with each problem.",
  };
}
