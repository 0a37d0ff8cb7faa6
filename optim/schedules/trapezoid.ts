import { givenOptions } from "@descent/core";
import { requireFactor, requireSteps } from "./_require.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Options of {@linkcode trapezoid}.
 *
 * @category Schedules
 */
export interface TrapezoidOptions {
  /** Length in steps, a whole number of at least 1. */
  readonly steps: number;
  /** Steps that warm up, a whole number of at least 0; default 0. */
  readonly warmup?: number;
  /** Steps that decay at the end, a whole number of at least 0; default a fifth of all, rounded. */
  readonly decay?: number;
  /** Way down: a straight line, or `1 − √share` of it; default linear. */
  readonly shape?: "linear" | "square-root";
  /** The factor after the last step, at least 0; default 0. */
  readonly floor?: number;
}

/**
 * Trapezoidal learning-rate schedule, also called warm-up, stable, decay: `step / warmup` up to 1, then 1, then down
 * to `floor` over the last `decay` steps, of which the first is still at 1.
 *
 * Papers: Zhai and others, "Scaling vision transformers", 2022, arXiv:2106.04560; Hägele and others, "Scaling laws
 * and compute-optimal training beyond fixed training durations", 2024, arXiv:2405.18392, for the square root.
 *
 * @category Schedules
 * @param options Lengths, way down and floor, see {@linkcode TrapezoidOptions}.
 * @returns The schedule.
 * @throws {RangeError} When an option is out of its range.
 * @throws {TypeError} When the shape is none.
 *
 * @example Two steps up, four level, two down
 * ```ts
 * import { trapezoid } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = trapezoid({ steps: 8, warmup: 2, decay: 2 });
 * assertEquals([1, 2, 6, 7, 8, 9].map(schedule), [0.5, 1, 1, 1, 0.5, 0]);
 * ```
 */
export function trapezoid(options: TrapezoidOptions): Schedule {
  const { steps, warmup = 0, decay = Math.round(steps / 5), shape = "linear", floor = 0 } =
    givenOptions("trapezoid", options);
  requireSteps("trapezoid", "steps", steps);
  requireFactor("trapezoid", "floor", floor);
  const isWhole = (value: number) => Number.isSafeInteger(value) && value >= 0;
  if (!(isWhole(warmup) && isWhole(decay) && warmup + decay <= steps)) {
    throw new RangeError(
      `trapezoid: expected whole numbers of warmup and decay of together at most ${steps} steps, got ${warmup} and ${decay}; use fewer`,
    );
  }
  if (shape !== "linear" && shape !== "square-root") {
    throw new TypeError(
      `trapezoid: expected shape "linear" or "square-root", got "${shape}"; try "linear"`,
    );
  }
  return (step) => {
    if (step < warmup) return step / warmup;
    const left = steps + 1 - step;
    if (left >= decay && left > 0) return 1;
    const rest = Math.max(0, left / decay);
    return floor + (1 - floor) * (shape === "linear" ? rest : 1 - Math.sqrt(1 - rest));
  };
}
