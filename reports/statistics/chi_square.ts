import { upperGamma } from "./_incomplete_gamma.ts";

/**
 * The probability that a chi-square number is at least as large as a value.
 *
 * @category Statistics
 * @param value The value, 0 or more.
 * @param degreesOfFreedom Above 0.
 * @returns The probability.
 *
 * @example
 * ```ts
 * import { chiSquareTail } from "@descent/reports";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(chiSquareTail(2, 2), Math.exp(-1), 1e-15);
 * ```
 */
export function chiSquareTail(value: number, degreesOfFreedom: number): number {
  return upperGamma(degreesOfFreedom / 2, value / 2);
}
