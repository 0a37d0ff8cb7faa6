import { givenOptions } from "@descent/core";
import { requireFactor, requireSteps } from "./_require.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Options of {@linkcode cosineDecay}.
 *
 * @category Schedules
 */
export interface CosineDecayOptions {
  /** Steps from the base learning rate to the floor, a whole number of at least 1. */
  readonly steps: number;
  /** The lowest factor, at least 0; default 0. */
  readonly floor?: number;
}

/**
 * Cosine decay of the learning rate, cosine annealing: `floor + (1 − floor)·(1 + cos(π·(step − 1) / steps)) / 2`.
 *
 * PyTorch's `CosineAnnealingLR`: after `steps` steps it rises again the same way. The first stage of
 * Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017, arXiv:1608.03983.
 *
 * @category Schedules
 * @param options Length and floor, see {@linkcode CosineDecayOptions}.
 * @returns The schedule.
 * @throws {RangeError} When an option is out of its range.
 *
 * @example From 1 to 0 in ten steps
 * ```ts
 * import { cosineDecay } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const schedule = cosineDecay({ steps: 10 });
 * assertAlmostEquals(schedule(1), 1);
 * assertAlmostEquals(schedule(6), 0.5);
 * assertAlmostEquals(schedule(11), 0);
 * ```
 */
export function cosineDecay(options: CosineDecayOptions): Schedule {
  const { steps, floor = 0 } = givenOptions("cosineDecay", options);
  requireSteps("cosineDecay", "steps", steps);
  requireFactor("cosineDecay", "floor", floor);
  return (step) => floor + (1 - floor) * (1 + Math.cos(Math.PI * (step - 1) / steps)) / 2;
}
