import { givenOptions } from "@descent/core";
import { requireFactor } from "./_require.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Options of {@linkcode exponentialDecay}.
 *
 * @category Schedules
 */
export interface ExponentialDecayOptions {
  /** Factor of the learning rate at each step, PyTorch's `gamma`, at least 0. */
  readonly factor: number;
}

/**
 * Exponential decay of the learning rate, by a factor at every step: `factor^(step − 1)`, PyTorch's `ExponentialLR`.
 *
 * @category Schedules
 * @param options The factor, see {@linkcode ExponentialDecayOptions}.
 * @returns The schedule.
 * @throws {RangeError} When the factor is negative or not finite.
 *
 * @example Half at every step
 * ```ts
 * import { exponentialDecay } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = exponentialDecay({ factor: 0.5 });
 * assertEquals([schedule(1), schedule(2), schedule(4)], [1, 0.5, 0.125]);
 * ```
 */
export function exponentialDecay(options: ExponentialDecayOptions): Schedule {
  const { factor } = givenOptions("exponentialDecay", options);
  requireFactor("exponentialDecay", "factor", factor);
  return (step) => factor ** (step - 1);
}
