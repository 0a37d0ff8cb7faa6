import { adjustProbabilities, comparePairs, signFlipTest } from "@descent/reports";
import type { JudgedLosses } from "./judged_losses.ts";

/**
 * A comparison of two rules on one problem, seed by seed.
 *
 * @category Analysis
 */
export interface OnProblem {
  /** Name of the problem. */
  readonly problem: string;
  /** The first rule. */
  readonly first: string;
  /** The second. */
  readonly second: string;
  /** Mean of the seeds' log ratios of losses, below 0 where the first is better. */
  readonly difference: number;
  /** Half the width of its 95 % interval; `null` where the differences do not vary. */
  readonly confidence: number | null;
  /** Probability by sign flips over seeds: all of them up to 16, else 20,000 random ones. */
  readonly probability: number;
  /** That probability among all pairs on all problems, after Benjamini and Hochberg. */
  readonly adjusted: number;
}

/**
 * Compares every two rules on every problem, seeds as pairs: they start from the same weights and see the same batches.
 *
 * @category Analysis
 * @param losses The judges' losses.
 * @returns The comparisons, problem by problem.
 *
 * @example Two rules, one problem, six seeds of one sign
 * ```ts
 * import { compareOnProblems } from "@descent/board";
 * import { assertEquals } from "@std/assert";
 *
 * const logs = [[[1, 2, 3, 4, 5, 6]], [[2, 3, 5, 5, 6, 7]]];
 * const losses = { rules: ["x", "y"], problems: ["p"], seeds: [1, 2, 3, 4, 5, 6], logs, untrained: [], diverged: [] };
 * const [{ probability, adjusted }] = compareOnProblems(losses);
 * assertEquals([probability, adjusted], [2 / 64, 2 / 64]);
 * ```
 */
export function compareOnProblems({ rules, problems, logs }: JudgedLosses): OnProblem[] {
  const pairs = problems.flatMap((problem, place) =>
    rules.flatMap((first, a) =>
      rules.slice(a + 1).map((second, offset) => {
        const b = a + 1 + offset;
        const differences = logs[a][place].map((log, seed) => log - logs[b][place][seed]);
        const { mean, probability } = signFlipTest(differences);
        const confidence = comparePairs(differences)?.confidence ?? null;
        return { problem, first, second, difference: mean, confidence, probability };
      })
    )
  );
  const adjusted = adjustProbabilities(
    pairs.map(({ probability }) => probability),
    "benjamini-hochberg",
  );
  return pairs.map((pair, index) => ({ ...pair, adjusted: adjusted[index] }));
}
