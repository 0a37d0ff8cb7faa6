import { incompleteBeta } from "./_incomplete_beta.ts";
import { invertTail } from "./_invert_tail.ts";
import { logBeta } from "./_log_gamma.ts";
import { normalQuantile, normalTail } from "./normal.ts";

/**
 * The probability that Student's t is at least as large as a value: `P(T ≥ t)`.
 *
 * @category Statistics
 * @param t The value.
 * @param degreesOfFreedom Above 0, also a fraction; Infinity is the normal distribution.
 * @returns The probability, to about 13 digits however small it is.
 *
 * @example
 * ```ts
 * import { studentTail } from "@descent/reports";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(studentTail(1, 1), 0.25, 1e-14);
 * ```
 *
 * Student, "The probable error of a mean", Biometrika 6 (1908).
 */
export function studentTail(t: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom === Infinity) return normalTail(t);
  const [x, y] = shares(t, degreesOfFreedom);
  const upper = 0.5 * incompleteBeta(x, y, degreesOfFreedom / 2, 0.5);
  return t < 0 ? 1 - upper : upper;
}

/**
 * The value that Student's t stays below with this probability.
 *
 * @category Statistics
 * @param probability The probability, from 0 to 1.
 * @param degreesOfFreedom Above 0, also a fraction; Infinity is the normal distribution.
 * @returns The quantile, to 12 digits up to a hundred thousand degrees of freedom.
 *
 * @example
 * ```ts
 * import { studentQuantile } from "@descent/reports";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(studentQuantile(0.975, 9), 2.2621571627982053, 1e-13);
 * ```
 */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  const ν = degreesOfFreedom;
  if (ν === Infinity) return normalQuantile(probability);
  const scale = logBeta(ν / 2, 0.5) + Math.log(ν) / 2;
  const t = invertTail(
    {
      tail: (x) => studentTail(x, ν),
      central(x) {
        const [a, b] = shares(x, ν);
        return incompleteBeta(b, a, 0.5, ν / 2);
      },
      density: (x) => Math.exp(-(ν + 1) / 2 * Math.log1p(x * x / ν) - scale),
    },
    Math.min(probability, 1 - probability),
    Math.abs(1 - 2 * probability),
  );
  return probability < 0.5 ? -t : t;
}

/** `ν / (ν + t²)` and what is left of 1. */
function shares(t: number, degreesOfFreedom: number): readonly [number, number] {
  const ratio = t / Math.sqrt(degreesOfFreedom);
  const square = ratio * ratio;
  return [1 / (1 + square), square === Infinity ? 1 : square / (1 + square)];
}
