import {
  comparePairs,
  signFlipTest,
  SIGNIFICANCE,
  studentQuantile,
  testEquivalence,
} from "@descent/reports";
import type { JudgedLosses } from "./judged_losses.ts";

/** No problem counts more than a factor of e. */
const CLAMP = 1;
/** Losses within 2 % of each other are as good as each other. */
const EQUIVALENCE_MARGIN = Math.log(1.02);
/** Power that a difference must have to count as one that would have been seen. */
const POWER = 0.8;

/**
 * The verdict of a comparison.
 *
 * @category Analysis
 */
export type Verdict = "better" | "worse" | "equivalent" | "undecided";

/**
 * A comparison of two rules over all problems.
 *
 * @category Analysis
 */
export interface OverProblems {
  /** The first rule. */
  readonly first: string;
  /** The second. */
  readonly second: string;
  /** `T`: mean over problems of the clamped mean log ratio of losses, below 0 where the first is better. */
  readonly effect: number;
  /** `exp(T)`: the typical loss of the first over that of the second. */
  readonly ratio: number;
  /** 95 % interval of the ratio, by t over problems; `null` for fewer than two problems, or where none differ. */
  readonly interval: readonly [low: number, high: number] | null;
  /** Probability by exact sign flips over problems. */
  readonly probability: number;
  /** Probability of the equivalence test at a margin of 2 %; 1 where there is none. */
  readonly equivalence: number;
  /** Problems on which the first one has the lower mean log loss. */
  readonly wins: number;
  /** The clamped log ratios, problem by problem; `null` on problems that do not count. */
  readonly differences: readonly (number | null)[];
  /** The smallest factor that would have been seen with a probability of 80 %, tests corrected; `null` where unknown. */
  readonly detectable: number | null;
}

/**
 * Options of {@linkcode compareOverProblems}.
 *
 * @category Analysis
 */
export interface OverProblemsOptions {
  /** Whether a problem, by place, counts; default all. */
  readonly counts?: (problem: number) => boolean;
  /** Number of comparisons that are made together, for the detectable factor; default 1. */
  readonly comparisons?: number;
}

/**
 * Compares two rules over problems: `T = (1/P) Σ_p clamp(mean_s log(L_A / L_B), −1, 1)`, so that no problem decides alone.
 *
 * @category Analysis
 * @param losses The judges' losses.
 * @param first Name of the first rule.
 * @param second Name of the second.
 * @param options Problems that count, see {@linkcode OverProblemsOptions}.
 * @returns The comparison.
 *
 * @example Half the loss on each of six problems
 * ```ts
 * import { compareOverProblems } from "@descent/board";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const problems = ["a", "b", "c", "d", "e", "f"];
 * const logs = [problems.map(() => [0, 0]), problems.map(() => [Math.log(2), Math.log(2)])];
 * const losses = { rules: ["x", "y"], problems, seeds: [1, 2], logs, untrained: [], diverged: [] };
 * const { ratio, probability, wins } = compareOverProblems(losses, "x", "y");
 * assertAlmostEquals(ratio, 0.5);
 * assertEquals([probability, wins], [2 / 64, 6]);
 * ```
 */
export function compareOverProblems(
  { rules, problems, logs }: JudgedLosses,
  first: string,
  second: string,
  { counts = () => true, comparisons = 1 }: OverProblemsOptions = {},
): OverProblems {
  const [a, b] = [first, second].map((name) => logs[rules.indexOf(name)]);
  const means = problems.map((_, problem) =>
    mean(a[problem].map((log, seed) => log - b[problem][seed]))
  );
  const differences = means.map((difference, problem) =>
    counts(problem) ? Math.min(CLAMP, Math.max(-CLAMP, difference)) : null
  );
  const counted = differences.filter((each) => each !== null);
  const wins = means.filter((each, problem) => counts(problem) && each < 0).length;
  if (counted.length === 0) {
    return {
      ...{ first, second, effect: 0, ratio: 1, interval: null, probability: 1, equivalence: 1 },
      ...{ wins, differences, detectable: null },
    };
  }
  const effect = mean(counted);
  const paired = comparePairs(counted);
  return {
    first,
    second,
    effect,
    ratio: Math.exp(effect),
    interval: paired &&
      [Math.exp(effect - paired.confidence), Math.exp(effect + paired.confidence)],
    probability: signFlipTest(counted).probability,
    equivalence: paired === null
      ? 1
      : testEquivalence(paired, { margin: EQUIVALENCE_MARGIN }).probability,
    wins,
    differences,
    detectable: paired && Math.exp(
      paired.standardError *
        (studentQuantile(1 - SIGNIFICANCE / 2 / comparisons, paired.degreesOfFreedom) +
          studentQuantile(POWER, paired.degreesOfFreedom)),
    ),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Whether a comparison over so many problems could be significant at all: the exact test has no smaller probability than
 * that of all problems on one side.
 *
 * @category Analysis
 * @param problems Problems that count.
 * @param comparisons Comparisons that are made together, corrected by Holm's method.
 * @returns Whether it could be at 5 %.
 *
 * @example Six problems never show anything of seven rules
 * ```ts
 * import { canBeSignificant } from "@descent/board";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([canBeSignificant(6, 7), canBeSignificant(9, 7)], [false, true]);
 * ```
 */
export function canBeSignificant(problems: number, comparisons: number): boolean {
  return comparisons * 2 / 2 ** problems <= SIGNIFICANCE;
}

/**
 * The verdict of a comparison: better or worse where it is significant, equivalent where the losses are within 2 %.
 *
 * @category Analysis
 * @param comparison The comparison.
 * @param adjusted Its probability among all that were made together.
 * @returns The verdict on the first rule.
 *
 * @example
 * ```ts
 * import { verdictOf } from "@descent/board";
 * import { assertEquals } from "@std/assert";
 *
 * const comparison = { effect: -0.5, equivalence: 0.9 };
 * assertEquals([0.04, 0.06].map((adjusted) => verdictOf(comparison, adjusted)), ["better", "undecided"]);
 * ```
 */
export function verdictOf(
  { effect, equivalence }: Pick<OverProblems, "effect" | "equivalence">,
  adjusted: number,
): Verdict {
  if (adjusted <= SIGNIFICANCE) return effect < 0 ? "better" : "worse";
  return equivalence <= SIGNIFICANCE ? "equivalent" : "undecided";
}
