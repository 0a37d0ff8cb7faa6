import { givenOptions } from "@descent/core";
import { requireFactor, requireSteps } from "./_require.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Options of {@linkcode cyclicRate}.
 *
 * @category Schedules
 */
export interface CyclicRateOptions {
  /** Steps from the floor to the top, PyTorch's `step_size_up`, a whole number of at least 1. */
  readonly rise: number;
  /** Steps back, `step_size_down`; default as many. */
  readonly fall?: number;
  /** The lowest factor, PyTorch's `base_lr / max_lr`, at least 0; default 0. */
  readonly floor?: number;
  /** Factor of the height of each cycle against the one before: 1/2 is PyTorch's `triangular2`; default 1, `triangular`. */
  readonly shrink?: number;
  /** Factor of the height at each step, `gamma` of PyTorch's `exp_range`; default 1. */
  readonly decay?: number;
}

/**
 * Cyclic learning rate: straight lines from `floor` up to 1 and back, over and over, the height above the floor
 * times `shrinkⁿ` in cycle n and `decay^(step − 1)`.
 *
 * PyTorch's `CyclicLR`, whose `max_lr` is the base learning rate here. The momentum that goes the other way there is
 * 1 − the share of the height.
 *
 * Paper: Smith, "Cyclical learning rates for training neural networks", 2017, arXiv:1506.01186.
 *
 * @category Schedules
 * @param options Lengths, floor and how the height shrinks, see {@linkcode CyclicRateOptions}.
 * @returns The schedule.
 * @throws {RangeError} When an option is out of its range.
 *
 * @example Two steps up and two down
 * ```ts
 * import { cyclicRate } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = cyclicRate({ rise: 2, floor: 0.5 });
 * assertEquals([1, 2, 3, 4, 5, 6].map(schedule), [0.5, 0.75, 1, 0.75, 0.5, 0.75]);
 * ```
 */
export function cyclicRate(options: CyclicRateOptions): Schedule {
  const { rise, fall = rise, floor = 0, shrink = 1, decay = 1 } = givenOptions(
    "cyclicRate",
    options,
  );
  requireSteps("cyclicRate", "rise", rise);
  requireSteps("cyclicRate", "fall", fall);
  requireFactor("cyclicRate", "floor", floor);
  requireFactor("cyclicRate", "shrink", shrink);
  requireFactor("cyclicRate", "decay", decay);
  const length = rise + fall;
  return (step) => {
    const done = (step - 1) % length, cycle = Math.floor((step - 1) / length);
    const share = done <= rise ? done / rise : (length - done) / fall;
    return floor + (1 - floor) * share * shrink ** cycle * decay ** (step - 1);
  };
}
