import { letterGroups, type MatrixSection, SIGNIFICANCE } from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";
import { meanOf, problemHref, ruleHref, rulesByScore } from "./_names.ts";

/** The matrix of problems and rules: each loss over that of the reference, with letters of those that cannot be told apart. */
export function matrixSection(data: BoardData): MatrixSection {
  const { plan, analysis: { losses } } = data;
  const titles = boardTitles(plan);
  const reference = losses.rules.indexOf(plan.reference);
  const order = rulesByScore(data);
  return {
    kind: "matrix",
    title: "Problems and rules",
    text: `Typical test loss of the ${losses.seeds.length} judges over that of ${
      titles.rule(plan.reference)
    } on the same problem: below 1 is better. Rules that share a letter in a row cannot be told apart on that problem.`,
    columns: order.map((place) => ({
      title: titles.rule(losses.rules[place]),
      href: ruleHref(losses.rules[place]),
    })),
    rows: losses.problems.map((name, problem) => {
      const letters = lettersOf(data, problem);
      const { reductions } = plan.problems.find(({ choice }) => choice.name === name)!;
      return {
        title: titles.problem(name),
        href: problemHref(name),
        cells: order.map((rule) => {
          const log = meanOf(losses.logs[rule][problem]) -
            meanOf(losses.logs[reference][problem]);
          const own = losses.rules[rule];
          const reduced = reductions[own] === undefined ? "" : `, is ${reductions[own]} here`;
          return {
            tint: log,
            text: ratioOf(log),
            mark: letters[rule],
            words: `${titles.rule(own)} on ${titles.problem(name)}: ${ratioOf(log)}${reduced}`,
          };
        }),
      };
    }),
    note:
      "Differences of more than a factor of e have the darkest tint, and count as that over problems. Letters: sign flips over " +
      "seeds, Benjamini and Hochberg over all pairs on all problems at 5 %, which is about these test examples.",
  };
}

/** A ratio from its logarithm, in few characters. */
export function ratioOf(log: number): string {
  const ratio = Math.exp(log);
  if (ratio >= 1000 || ratio < 0.01) return ratio.toExponential(0);
  return ratio >= 99.5 ? ratio.toFixed(0) : ratio.toPrecision(2);
}

/** Letters of the rules on a problem, the lowest loss first. */
function lettersOf(
  { analysis: { losses, onProblems } }: BoardData,
  problem: number,
): readonly string[] {
  const { rules, problems, logs } = losses;
  const order = rules.map((_, rule) => rule)
    .sort((a, b) => meanOf(logs[a][problem]) - meanOf(logs[b][problem]));
  const differ = new Set(
    onProblems.filter((pair) => pair.problem === problems[problem] && pair.adjusted <= SIGNIFICANCE)
      .flatMap(({ first, second }) => [`${first}/${second}`, `${second}/${first}`]),
  );
  const letters = letterGroups(
    rules.length,
    (a, b) => differ.has(`${rules[order[a]]}/${rules[order[b]]}`),
  );
  return rules.map((_, rule) => letters[order.indexOf(rule)]);
}
