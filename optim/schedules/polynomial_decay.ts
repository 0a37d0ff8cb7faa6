import { givenOptions } from "@descent/core";
import { requireFactor, requireSteps } from "./_require.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Options of {@linkcode polynomialDecay}.
 *
 * @category Schedules
 */
export interface PolynomialDecayOptions {
  /** Steps from the base learning rate to 0, a whole number of at least 1. */
  readonly steps: number;
  /** Exponent, at least 0; default 1, a straight line. */
  readonly power?: number;
}

/**
 * Polynomial decay of the learning rate to 0: `(1 − min(step − 1, steps) / steps)^power`, PyTorch's `PolynomialLR`.
 *
 * @category Schedules
 * @param options Length and exponent, see {@linkcode PolynomialDecayOptions}.
 * @returns The schedule.
 * @throws {RangeError} When an option is out of its range.
 *
 * @example A straight line to 0
 * ```ts
 * import { polynomialDecay } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = polynomialDecay({ steps: 4 });
 * assertEquals([1, 2, 3, 4, 5, 6].map(schedule), [1, 0.75, 0.5, 0.25, 0, 0]);
 * ```
 */
export function polynomialDecay(options: PolynomialDecayOptions): Schedule {
  const { steps, power = 1 } = givenOptions("polynomialDecay", options);
  requireSteps("polynomialDecay", "steps", steps);
  requireFactor("polynomialDecay", "power", power);
  return (step) => (1 - Math.min(step - 1, steps) / steps) ** power;
}
