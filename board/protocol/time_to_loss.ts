/**
 * A point of a training curve.
 *
 * @category Protocol
 */
export type CurvePoint = readonly [gradientEvaluations: number, validationLoss: number];

/**
 * Gradient evaluations until a training first has a loss: between evaluations the lowest loss so far falls along a
 * straight line in its logarithm.
 *
 * @category Protocol
 * @param curve Evaluations on the way, in their order.
 * @param target The loss, above 0.
 * @returns Their number, a fraction; Infinity where it does not get there.
 *
 * @example Halfway on a log scale
 * ```ts
 * import { timeToLoss } from "@descent/board";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const curve = [[10, 1], [20, 0.01]] as const;
 * assertAlmostEquals(timeToLoss(curve, 0.1), 15);
 * assertEquals(timeToLoss(curve, 0.001), Infinity);
 * ```
 */
export function timeToLoss(curve: readonly CurvePoint[], target: number): number {
  let before: CurvePoint | undefined;
  for (const point of curve) {
    const [evaluations, loss] = point;
    if (loss <= target) {
      if (before === undefined || !(loss > 0)) return evaluations;
      const share = Math.log(before[1] / target) / Math.log(before[1] / loss);
      return before[0] + share * (evaluations - before[0]);
    }
    if (before === undefined || loss < before[1]) before = point;
    else before = [evaluations, before[1]];
  }
  return Infinity;
}
