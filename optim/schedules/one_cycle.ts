import { givenOptions } from "@descent/core";
import { requireFactor, requireSteps } from "./_require.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Options of {@linkcode oneCycle}.
 *
 * @category Schedules
 */
export interface OneCycleOptions {
  /** Length of the cycle in steps, a whole number of at least 1. */
  readonly steps: number;
  /** Fraction of the steps that warm up, PyTorch's `pct_start`, at least 0 and below 1; default 0.3. */
  readonly warmupFraction?: number;
  /** Factor of the first step, at least 0; default 1/25. */
  readonly start?: number;
  /** Factor at the peak, at least 0; default 1. */
  readonly peak?: number;
  /** Factor of the last step and after, at least 0; default 1/250000. */
  readonly end?: number;
  /** Way from one factor to the next, PyTorch's `anneal_strategy`: half a cosine or a straight line; default cosine. */
  readonly shape?: "cosine" | "linear";
  /**
   * Whether the way down is as long as the warm-up and leads to `start`, and the rest of the steps from there to `end`,
   * as in the paper; at most half of the steps may then warm up; default false, straight to `end`.
   */
  readonly threePhase?: boolean;
}

/**
 * One-cycle learning-rate schedule: half a cosine from `start` up to `peak`, the warm-up, then half a cosine down to
 * `end`; or straight lines, and three phases.
 *
 * PyTorch's `OneCycleLR`, whose `max_lr` is the base learning rate here. The momentum that goes the other way there is
 * `oneCycle({ steps, start: 0.95, peak: 0.85, end: 0.95 })`, with the same shape and phases.
 *
 * As in PyTorch the peak falls on step `warmupFraction·steps`, a fraction of a step included.
 *
 * Paper: Smith and Topin, "Super-convergence: very fast training of neural networks using large learning
 * rates", 2018, arXiv:1708.07120.
 *
 * @category Schedules
 * @param options Length and factors, see {@linkcode OneCycleOptions}.
 * @returns The schedule.
 * @throws {RangeError} When an option is out of its range.
 * @throws {TypeError} When the shape is none.
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
export function oneCycle(options: OneCycleOptions): Schedule {
  const {
    steps,
    warmupFraction = 0.3,
    start = 1 / 25,
    peak = 1,
    end = 1 / 250000,
    shape = "cosine",
    threePhase = false,
  } = givenOptions("oneCycle", options);
  requireSteps("oneCycle", "steps", steps);
  requireFactor("oneCycle", "start", start);
  requireFactor("oneCycle", "peak", peak);
  requireFactor("oneCycle", "end", end);
  if (
    !(Number.isFinite(warmupFraction) && warmupFraction >= 0 && warmupFraction < 1) ||
    (threePhase && warmupFraction > 0.5)
  ) {
    throw new RangeError(
      `oneCycle: expected warmupFraction from 0 to ${
        threePhase ? "0.5" : "below 1"
      }, got ${warmupFraction}; it is the fraction of the steps before the peak`,
    );
  }
  if (shape !== "cosine" && shape !== "linear") {
    throw new TypeError(
      `oneCycle: expected shape "cosine" or "linear", got "${shape}"; try "cosine"`,
    );
  }
  const between = shape === "cosine" ? halfCosine : straight;
  const top = warmupFraction * steps - 1, last = steps - 1;
  const foot = threePhase ? 2 * warmupFraction * steps - 2 : last;
  const low = threePhase ? start : end;
  return (step) => {
    const done = Math.min(step - 1, last);
    if (done < top) return between(start, peak, done / top);
    if (done < foot) return between(peak, low, (done - top) / (foot - top));
    return threePhase ? between(low, end, (done - foot) / (last - foot)) : end;
  };
}

function halfCosine(from: number, to: number, share: number): number {
  return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
}

function straight(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
