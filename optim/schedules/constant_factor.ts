import { givenOptions } from "@descent/core";
import { requireFactor, requireSteps } from "./_require.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Options of {@linkcode constantFactor}.
 *
 * @category Schedules
 */
export interface ConstantFactorOptions {
  /** The factor, at least 0; default 1/3, as in PyTorch. */
  readonly factor?: number;
  /** Steps that have it, a whole number of at least 1; after them it is 1; default all steps. */
  readonly steps?: number;
}

/**
 * A factor for the first steps, then the base learning rate, PyTorch's `ConstantLR`; or a factor for all steps.
 *
 * @category Schedules
 * @param options The factor and how long it holds, see {@linkcode ConstantFactorOptions}.
 * @returns The schedule.
 * @throws {RangeError} When an option is out of its range.
 *
 * @example A quarter for two steps
 * ```ts
 * import { constantFactor } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = constantFactor({ factor: 0.25, steps: 2 });
 * assertEquals([1, 2, 3].map(schedule), [0.25, 0.25, 1]);
 * ```
 */
export function constantFactor(options: ConstantFactorOptions = {}): Schedule {
  const { factor = 1 / 3, steps } = givenOptions("constantFactor", options);
  requireFactor("constantFactor", "factor", factor);
  if (steps !== undefined) requireSteps("constantFactor", "steps", steps);
  return (step) => steps === undefined || step <= steps ? factor : 1;
}
