import {
  counted,
  formatNumber,
  formatProbability,
  signFlipTest,
  SIGNIFICANCE,
} from "@descent/reports";
import type { PrimaryComparison } from "../analysis/analyze_board.ts";
import { canBeSignificant } from "../analysis/over_problems.ts";
import type { BoardData } from "./board_data.ts";
import { boardTitles } from "./board_data.ts";
import { robustnessText } from "./_robustness_sections.ts";

/**
 * A finding: a rule against the reference, in words.
 *
 * @category Report
 */
export interface Finding {
  /** Name of the rule. */
  readonly rule: string;
  /** The comparison that it says. */
  readonly comparison: PrimaryComparison;
  /** The sentence. */
  readonly sentence: string;
}

/**
 * The findings of a run, one sentence for each rule but the reference: what was found, how large, how sure, what it depends
 * on, and what could not have been seen.
 *
 * @category Report
 * @param data The run, see {@linkcode BoardData}.
 * @returns The findings: rules that joined an earlier run first, then better ones first.
 *
 * @example
 * ```ts
 * import { findings } from "@descent/board";
 * import { sampleBoardData } from "@descent/board/testing";
 * import { assertMatch } from "@std/assert";
 *
 * const [{ sentence }] = findings(await sampleBoardData());
 * assertMatch(sentence, /^Momentum against AdamW: undecided/);
 * ```
 */
export function findings(data: BoardData): Finding[] {
  const { primary } = data.analysis;
  const order = ["better", "equivalent", "undecided", "worse"];
  const isNew = ({ first }: PrimaryComparison) => data.contenders?.includes(first) ?? false;
  return primary.toSorted((a, b) =>
    Number(isNew(b)) - Number(isNew(a)) || order.indexOf(a.verdict) - order.indexOf(b.verdict) ||
    a.effect - b.effect
  ).map((comparison) => ({
    rule: comparison.first,
    comparison,
    sentence: sentenceOf(comparison, data),
  }));
}

const WORDS = {
  better: "better",
  worse: "worse",
  equivalent: "equivalent, less than 2 % apart",
  undecided: "undecided",
};

function sentenceOf(comparison: PrimaryComparison, data: BoardData): string {
  const { first, second, verdict, adjusted, wins, differences, detectable } = comparison;
  const { rule } = boardTitles(data.plan);
  const problems = differences.filter((each) => each !== null).length;
  const title = `${rule(first)} against ${rule(second)}`;
  if (problems === 0) return `${title}: the same rule on every problem here.`;
  const parts = [
    `${title}: ${WORDS[verdict]}. Its loss is typically ${ratioText(comparison)} times that of ${
      rule(second)
    }, lower on ${wins} of ${counted(problems, "problem")} (${
      formatProbability(adjusted)
    } after Holm).`,
  ];
  const spent = data.analysis.spent[data.plan.rules.findIndex(({ name }) => name === first)];
  if (spent > 1) {
    parts.push(
      `It used up to ${
        formatNumber(spent, "number")
      } times the gradient evaluations of the budget, so this is no fair comparison.`,
    );
  }
  const dropped = differences.length - problems;
  if (dropped > 0) {
    parts.push(
      `${dropped} of the ${differences.length} problems do not count, where it is another rule.`,
    );
  }
  if (!canBeSignificant(problems, data.analysis.primary.length)) {
    parts.push(
      `No difference over ${counted(problems, "problem")} could have been significant among ${
        counted(data.analysis.primary.length, "comparison")
      }, however large.`,
    );
  } else if (verdict === "undecided" && detectable !== null) {
    parts.push(
      `A typical loss ${
        formatNumber(1 / detectable, "number")
      } times as large, or less, would have been seen with a probability of 80 %.`,
    );
  }
  return [...parts, ...dependence(comparison, data), ...robustnessText(data, first)].join(" ");
}

/**
 * The typical ratio and its interval.
 *
 * @category Report
 */
export function ratioText(
  { ratio, interval }: Pick<PrimaryComparison, "ratio" | "interval">,
): string {
  const number = (value: number) => formatNumber(value, "number");
  return interval === null
    ? number(ratio)
    : `${number(ratio)} (95 % interval ${number(interval[0])} to ${number(interval[1])})`;
}

/** The dependence of the verdict on single problems and on the number of draws. */
function dependence(
  { first, second, verdict, differences, effect }: PrimaryComparison,
  { plan, analysis: { losses, tuning } }: BoardData,
): string[] {
  const titles = boardTitles(plan);
  const told: string[] = [];
  if (verdict === "better" || verdict === "worse") {
    const without = losses.problems.filter((_, left) => {
      const rest = differences.filter((each, problem) => each !== null && problem !== left)
        .map(Number);
      const test = signFlipTest(rest);
      return test.probability > SIGNIFICANCE || Math.sign(test.mean) !== Math.sign(effect);
    });
    told.push(
      without.length === 0
        ? "It holds without any single one of the problems."
        : `It would not hold without ${
          new Intl.ListFormat("en", { type: "disjunction" }).format(without.map(titles.problem))
        }.`,
    );
  }
  const places = [first, second].map((name) => plan.rules.findIndex((rule) => rule.name === name));
  const leads = plan.rules.length === 0
    ? []
    : tuning.ratios[places[0]].map((ratio, k) => Math.sign(ratio - tuning.ratios[places[1]][k]));
  const turn = leads.findIndex((lead, k) => k > 0 && lead !== leads[k - 1]);
  if (turn > 0) {
    told.push(
      `It depends on the tuning budget: with ${turn} draw${turn === 1 ? "" : "s"} ${
        titles.rule(leads[turn - 1] < 0 ? first : second)
      } leads, with ${turn + 1} the other.`,
    );
  }
  return told;
}
