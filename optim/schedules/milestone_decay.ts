import { requireFactor, requireSteps } from "./_require.ts";
import type { Schedule } from "./schedule.ts";

/** How {@linkcode milestoneDecay} falls. */
export interface MilestoneDecayOptions {
  /** After how many steps the rate falls, whole numbers of at least 1, in any order. */
  readonly milestones: readonly number[];
  /** What each fall multiplies the rate by, at least 0; default 0.1. */
  readonly factor?: number;
}

/**
 * Falls by a factor after chosen steps: `factor^|{m : m < step}|`, PyTorch's `MultiStepLR`.
 *
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
export function milestoneDecay({ milestones, factor = 0.1 }: MilestoneDecayOptions): Schedule {
  const steps = [...milestones];
  for (const milestone of steps) requireSteps("milestoneDecay", "each milestone", milestone);
  requireFactor("milestoneDecay", "factor", factor);
  return (step) => {
    let result = 1;
    for (const milestone of steps) if (milestone < step) result *= factor;
    return result;
  };
}
