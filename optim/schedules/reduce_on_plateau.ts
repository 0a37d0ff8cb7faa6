import { givenOptions } from "@descent/core";
import { requireFactor } from "./_require.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Options of {@linkcode reduceOnPlateau}.
 *
 * @category Schedules
 */
export interface ReduceOnPlateauOptions {
  /** Factor of the learning rate at each fall, at least 0 and below 1; default 0.1. */
  readonly factor?: number;
  /** Observations without improvement that are put up with, a whole number of at least 0; default 10. */
  readonly patience?: number;
  /** How much better a metric must be than the best one so far to count, relative to it, at least 0; default 1e-4. */
  readonly threshold?: number;
  /** Observations after a fall during which none is counted, a whole number of at least 0; default 0. */
  readonly cooldown?: number;
  /** The lowest factor, at least 0; default 0. */
  readonly floor?: number;
  /** Whether a lower or a higher metric is better; default lower, as of a loss. */
  readonly better?: "lower" | "higher";
}

/**
 * A schedule that follows a metric.
 *
 * @category Schedules
 */
export interface MetricSchedule extends Schedule {
  /** Hears of a new value of the metric. */
  readonly observe: (metric: number) => void;
}

/**
 * Reduces the learning rate when a metric stops improving: times `factor` after more than `patience` observations in a
 * row that are not better than the best one by `threshold`, PyTorch's `ReduceLROnPlateau`.
 *
 * A trainer tells it the validation loss of each evaluation by `observe`. NaN is no improvement. It starts at 1, and
 * belongs to one training.
 *
 * @category Schedules
 * @param options Factor, patience and what counts as better, see {@linkcode ReduceOnPlateauOptions}.
 * @returns The schedule.
 * @throws {RangeError} When an option is out of its range.
 * @throws {TypeError} When `better` is neither `"lower"` nor `"higher"`.
 *
 * @example The third observation without improvement is one too many
 * ```ts
 * import { reduceOnPlateau } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = reduceOnPlateau({ patience: 2, factor: 0.5 });
 * for (const loss of [3, 2, 2, 2]) schedule.observe(loss);
 * assertEquals(schedule(100), 1);
 * schedule.observe(2);
 * assertEquals(schedule(101), 0.5);
 * ```
 */
export function reduceOnPlateau(options: ReduceOnPlateauOptions = {}): MetricSchedule {
  const {
    factor = 0.1,
    patience = 10,
    threshold = 1e-4,
    cooldown = 0,
    floor = 0,
    better = "lower",
  } = givenOptions("reduceOnPlateau", options);
  if (!(Number.isFinite(factor) && factor >= 0 && factor < 1)) {
    throw new RangeError(
      `reduceOnPlateau: expected factor from 0 to below 1, got ${factor}; it is what is left`,
    );
  }
  requireFactor("reduceOnPlateau", "threshold", threshold);
  requireFactor("reduceOnPlateau", "floor", floor);
  for (const [name, value] of [["patience", patience], ["cooldown", cooldown]] as const) {
    if (Number.isSafeInteger(value) && value >= 0) continue;
    throw new RangeError(
      `reduceOnPlateau: expected ${name} to be a whole number of at least 0, got ${value}; count observations`,
    );
  }
  if (better !== "lower" && better !== "higher") {
    throw new TypeError(
      `reduceOnPlateau: expected better "lower" or "higher", got "${better}"; a loss is better lower`,
    );
  }
  let current = 1, best = better === "lower" ? Infinity : -Infinity, bad = 0, resting = 0;
  const improves = (metric: number) =>
    better === "lower"
      ? metric < best - Math.abs(best === Infinity ? 0 : best) * threshold
      : metric > best + Math.abs(best === -Infinity ? 0 : best) * threshold;
  return Object.assign(() => current, {
    observe(metric: number) {
      if (improves(metric)) {
        best = metric;
        bad = 0;
      } else bad++;
      if (resting > 0) {
        resting--;
        bad = 0;
      }
      if (bad <= patience) return;
      current = Math.max(floor, current * factor);
      resting = cooldown;
      bad = 0;
    },
  });
}
