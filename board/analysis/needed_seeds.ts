import { detectableDifference, requiredRuns } from "@descent/reports";
import type { JudgedLosses } from "./judged_losses.ts";

/**
 * How large a difference the judges show on one problem, and how many it takes to see others.
 *
 * @category Analysis
 */
export interface NeededSeeds {
  /** Name of the problem. */
  readonly problem: string;
  /** Standard deviation of a rule's log loss over seeds: the median of the rules. */
  readonly standardDeviation: number;
  /** Correlation of two rules' log losses under the same seeds: the mean of all pairs, at least 0. */
  readonly correlation: number;
  /** Log ratio of two rules' losses that this run's seeds find with a power of 80 %; `null` of a single seed. */
  readonly detectable: number | null;
  /** Seeds for a difference of 2, 5 and 20 % of the loss, with a power of 80 %; Infinity where they are not to be counted. */
  readonly seeds: readonly number[];
}

/**
 * The differences of losses that {@linkcode neededSeeds} asks for, as shares.
 *
 * @category Analysis
 */
export const DIFFERENCES = [0.02, 0.05, 0.2] as const;

/**
 * How many judges a run to come needs, by the scatter of this one: `2 (1 − ρ) (z(1 − α/2m) + z(0.8))² (σ/δ)²` with δ the
 * logarithm of the ratio of losses.
 *
 * @category Analysis
 * @param losses The judges' losses.
 * @param comparisons Number of comparisons m that are made together.
 * @returns One for each problem.
 *
 * @example
 * ```ts
 * import { neededSeeds } from "@descent/board";
 * import { assertEquals } from "@std/assert";
 *
 * const logs = [[[0, 0.02, 0.04]], [[0.04, 0.02, 0]]];
 * const losses = { rules: ["x", "y"], problems: ["p"], seeds: [1, 2, 3], logs, untrained: [], diverged: [] };
 * const [{ standardDeviation, correlation, seeds }] = neededSeeds(losses, 1);
 * assertEquals([standardDeviation.toFixed(3), correlation, seeds], ["0.020", 0, [17, 3, 2]]);
 * ```
 */
export function neededSeeds(
  { problems, seeds, logs }: JudgedLosses,
  comparisons: number,
): NeededSeeds[] {
  return problems.map((problem, place) => {
    const own = logs.map((rule) => rule[place]);
    const deviations = own.map(deviation).sort((a, b) => a - b);
    const standardDeviation = deviations[Math.floor(deviations.length / 2)];
    const pairs = own.flatMap((first, a) =>
      own.slice(a + 1).flatMap((second) => correlationOf(first, second) ?? [])
    );
    const correlation = Math.max(0, pairs.reduce((sum, r) => sum + r, 0) / (pairs.length || 1));
    return {
      problem,
      standardDeviation,
      correlation,
      detectable: seeds.length < 2
        ? null
        : detectableDifference(seeds.length, { standardDeviation, correlation, comparisons }),
      seeds: DIFFERENCES.map((difference) =>
        Math.max(
          2,
          Math.ceil(
            requiredRuns(Math.log1p(difference), { standardDeviation, correlation, comparisons }),
          ),
        )
      ),
    };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function covariance(first: readonly number[], second: readonly number[]): number {
  const [a, b] = [mean(first), mean(second)];
  return first.reduce((sum, value, i) => sum + (value - a) * (second[i] - b), 0) /
    (first.length - 1);
}

function deviation(values: readonly number[]): number {
  return Math.sqrt(covariance(values, values));
}

/** `undefined` where one does not vary. */
function correlationOf(first: readonly number[], second: readonly number[]): number | undefined {
  const scale = deviation(first) * deviation(second);
  return scale > 0 ? covariance(first, second) / scale : undefined;
}
