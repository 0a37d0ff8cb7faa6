import { upperGamma } from "./_incomplete_gamma.ts";
import { invertTail } from "./_invert_tail.ts";

/**
 * The probability that a standard normal number is at least as large as a value: `P(Z ≥ z)`.
 *
 * @category Statistics
 * @param z The value.
 * @returns The probability, to about 14 digits however small it is.
 *
 * @example
 * ```ts
 * import { normalTail } from "@descent/reports";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(normalTail(1.959963984540054), 0.025, 1e-15);
 * ```
 */
export function normalTail(z: number): number {
  const upper = 0.5 * upperGamma(0.5, z * z / 2);
  return z < 0 ? 1 - upper : upper;
}

/**
 * The value that a standard normal number stays below with this probability.
 *
 * @category Statistics
 * @param probability The probability, from 0 to 1.
 * @returns The quantile.
 *
 * @example
 * ```ts
 * import { normalQuantile } from "@descent/reports";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(normalQuantile(0.975), 1.959963984540054, 1e-14);
 * ```
 */
export function normalQuantile(probability: number): number {
  const q = Math.min(probability, 1 - probability);
  const density = (x: number): number => Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  const central = (x: number): number => 1 - upperGamma(0.5, x * x / 2);
  const z = invertTail({ tail: normalTail, central, density }, q, Math.abs(1 - 2 * probability));
  return probability < 0.5 ? -z : z;
}
