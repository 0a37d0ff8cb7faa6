import { givenOptions } from "@descent/core";
import { requireFactor, requireSteps } from "./_require.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Options of {@linkcode milestoneDecay}.
 *
 * @category Schedules
 */
export interface MilestoneDecayOptions {
  /** Steps after which the learning rate falls, whole numbers of at least 1, in any order. */
  readonly milestones: readonly number[];
  /** Factor of the learning rate at each milestone, PyTorch's `gamma`, at least 0; default 0.1. */
  readonly factor?: number;
}

/**
 * Multi-step decay of the learning rate, by a factor after each milestone m: `factor^|{m : m < step}|`, PyTorch's
 * `MultiStepLR`.
 *
 * @category Schedules
 * @param options The milestones and the factor, see {@linkcode MilestoneDecayOptions}.
 * @returns The schedule.
 * @throws {RangeError} When an option is out of its range.
 *
 * @example Two falls
 * ```ts
 * import { milestoneDecay } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = milestoneDecay({ milestones: [60, 80], factor: 0.5 });
 * assertEquals([schedule(60), schedule(61), schedule(81)], [1, 0.5, 0.25]);
 * ```
 */
export function milestoneDecay(options: MilestoneDecayOptions): Schedule {
  const { milestones, factor = 0.1 } = givenOptions("milestoneDecay", options);
  if (!Array.isArray(milestones)) {
    throw new TypeError(
      `milestoneDecay: expected milestones to be a list of steps, got ${milestones}; such as [60, 80]`,
    );
  }
  const steps = [...milestones];
  for (const milestone of steps) requireSteps("milestoneDecay", "each milestone", milestone);
  requireFactor("milestoneDecay", "factor", factor);
  return (step) => {
    let result = 1;
    for (const milestone of steps) if (milestone < step) result *= factor;
    return result;
  };
}
