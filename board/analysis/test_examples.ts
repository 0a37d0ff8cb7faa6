import { normalQuantile, SIGNIFICANCE, varianceComponents } from "@descent/reports";
import type { BoardPlan } from "../protocol/board_plan.ts";
import type { BoardTrial } from "../trials/board_trial.ts";
import type { OnProblem } from "./on_problem.ts";

/**
 * The examples that a problem's test loss is of, and how far its comparisons would hold on others.
 *
 * @category Analysis
 */
export interface TestExamples {
  /** Name of the problem. */
  readonly problem: string;
  /**
   * `"exact"` where no examples are in the loss, such as that over a known population: every judge has the same on the
   * validation and the test part. Else `"sample"`.
   */
  readonly loss: "exact" | "sample";
  /** Number of test examples; `null` where the plan does not say it. */
  readonly count: number | null;
  /** Whether they are a part of one text, as long as its validation part. */
  readonly isText: boolean;
  /** Half of the 95 % interval of a log ratio of two rules, as seeds are drawn anew: the median of all pairs. */
  readonly seeds: number;
  /** The same as test examples are drawn anew; 0 for an exact loss, `null` where it cannot be estimated. */
  readonly examples: number | null;
  /** Pairs of rules that seeds tell apart, after Benjamini and Hochberg. */
  readonly toldApart: number;
  /** Those of them that have the same order on the validation examples, by the same judges. */
  readonly sameOrder: number;
  /** Those of them that differ by more than both intervals together, as the root of the sum of their squares. */
  readonly beyond: number | null;
}

/**
 * How far differences on single problems hold for other test examples, of which tests over seeds know nothing: they are
 * about the test examples that there are.
 *
 * The validation part is another sample. By how much a rule's log loss changes from one to the other, less what that
 * changes by seeds, has a variance over rules that two samples of n and m examples make, of which the share `m/(n + m)` is
 * that of n test examples; the ratio of two rules has twice that. Settings were chosen by validation losses, of other
 * seeds, so the estimate is rather too large.
 *
 * @category Analysis
 * @param plan The plan.
 * @param trials The trials.
 * @param onProblems Every two rules on every problem that was judged.
 * @returns One for each problem that was judged.
 *
 * @example Judges whose validation and test losses are the same look at no examples
 * ```ts
 * import { analyzeBoard } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { testExamples: [first] } = analyzeBoard(samplePlan(), sampleTrials(), { replicates: 10 });
 * assertEquals([first.loss, first.examples], ["exact", 0]);
 * ```
 */
export function testExamples(
  { problems, rules }: BoardPlan,
  trials: readonly BoardTrial[],
  onProblems: readonly OnProblem[],
): TestExamples[] {
  const pairsOf = Map.groupBy(onProblems, ({ problem }) => problem);
  return problems.flatMap(({ choice: { name, options } }): TestExamples[] => {
    const pairs = pairsOf.get(name);
    if (pairs === undefined) return [];
    const judges = trials.filter((trial) => trial.phase === "judge" && trial.problem === name);
    const changes = new Map(
      rules.map(({ name: rule }) => [
        rule,
        judges.filter((trial) => trial.rule === rule).flatMap(changeOf),
      ]),
    );
    const all = [...changes.values()].flat();
    const isExact = all.length > 0 && all.every((change) => change === 0);
    const { testCount, validationCount } = options;
    const isCounted = typeof testCount === "number" && typeof validationCount === "number";
    // Those of a text are of one length, and others are taken to be.
    const share = isCounted ? validationCount / (testCount + validationCount) : 0.5;
    const examples = isExact ? 0 : halfOf([...changes.values()], share);
    const apart = pairs.filter(({ adjusted }) => adjusted <= SIGNIFICANCE);
    const halves = pairs.map(({ confidence }) => confidence ?? 0).sort((a, b) => a - b);
    return [{
      problem: name,
      loss: isExact ? "exact" : "sample",
      count: !isExact && isCounted ? testCount : null,
      isText: typeof options.characters === "number",
      seeds: halves[Math.floor(halves.length / 2)],
      examples,
      toldApart: apart.length,
      sameOrder: apart.filter(({ first, second, difference }) => {
        const change = mean(changes.get(first)!) - mean(changes.get(second)!);
        return Math.sign(difference - change) === Math.sign(difference);
      }).length,
      beyond: examples === null
        ? null
        : apart.filter(({ difference, confidence }) =>
          Math.abs(difference) > Math.hypot(confidence ?? 0, examples)
        ).length,
    }];
  });
}

/** Test over validation loss of a judge, as a logarithm; none where it did not get there, or counts a loss of 0. */
function changeOf({ status, test, validation }: BoardTrial): number[] {
  if (status !== "completed" || test === null || validation === null) return [];
  return test > 0 && validation > 0 ? [Math.log(test / validation)] : [];
}

function halfOf(changes: readonly (readonly number[])[], share: number): number | null {
  const known = changes.filter(({ length }) => length > 0);
  if (known.length < 2 || known.every(({ length }) => length < 2)) return null;
  const { between } = varianceComponents(known);
  return normalQuantile(1 - SIGNIFICANCE / 2) * Math.sqrt(2 * share * between);
}

/** 0 of none: a rule that lost all its judges is untrained on both parts. */
function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
