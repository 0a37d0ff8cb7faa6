import { requireFactor, requireSteps } from "./_require.ts";
import type { Schedule } from "./schedule.ts";

/** How {@linkcode oneCycle} goes. */
export interface OneCycleOptions {
  /** Length of the cycle in steps, a whole number of at least 1. */
  readonly steps: number;
  /** Share of the steps that lead to the peak, at least 0 and below 1; default 0.3. */
  readonly riseShare?: number;
  /** Factor of the first step, at least 0; default 1/25. */
  readonly start?: number;
  /** Factor at the peak, at least 0; default 1. */
  readonly peak?: number;
  /** Factor of the last step and after, at least 0; default 1/250000. */
  readonly end?: number;
}

/**
 * Half a cosine from `start` to `peak`, then half a cosine to `end`: PyTorch's `OneCycleLR`, whose `max_lr`
 * is the base rate here. The momentum that goes the other way there is
 * `oneCycle({ steps, start: 0.95, peak: 0.85, end: 0.95 })`.
 *
 * As in PyTorch the peak falls on step `riseShare·steps`, a fraction of a step included.
 *
 * Paper: Smith and Topin, "Super-convergence: very fast training of neural networks using large learning
 * rates", 2018, arXiv:1708.07120.
 *
 * @param options Length and factors, see {@linkcode OneCycleOptions}.
 * @returns The schedule.
 * @throws {RangeError} When an option is out of its range.
 *
 * @example Start, peak and end
 * ```ts
 * import { oneCycle } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const schedule = oneCycle({ steps: 100 });
 * assertAlmostEquals(schedule(1), 0.04);
 * assertAlmostEquals(schedule(30), 1);
 * assertAlmostEquals(schedule(100), 4e-6);
 * ```
 */
export function oneCycle(
  { steps, riseShare = 0.3, start = 1 / 25, peak = 1, end = 1 / 250000 }: OneCycleOptions,
): Schedule {
  requireSteps("oneCycle", "steps", steps);
  requireFactor("oneCycle", "start", start);
  requireFactor("oneCycle", "peak", peak);
  requireFactor("oneCycle", "end", end);
  if (!(riseShare >= 0 && riseShare < 1)) {
    throw new RangeError(
      `oneCycle: expected riseShare from 0 to below 1, got ${riseShare}; it is the share of the steps before the peak`,
    );
  }
  const top = riseShare * steps - 1;
  const last = steps - 1;
  return (step) => {
    const done = Math.min(step - 1, last);
    return done < top
      ? halfCosine(start, peak, done / top)
      : halfCosine(peak, end, (done - top) / (last - top));
  };
}

function halfCosine(from: number, to: number, share: number): number {
  return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
}
