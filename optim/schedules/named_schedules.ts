import { constantFactor } from "./constant_factor.ts";
import { cosineDecay } from "./cosine_decay.ts";
import { cyclicRate } from "./cyclic_rate.ts";
import { exponentialDecay } from "./exponential_decay.ts";
import { inverseSquareRoot } from "./inverse_square_root.ts";
import { linearRamp } from "./linear_ramp.ts";
import { oneCycle } from "./one_cycle.ts";
import { polynomialDecay } from "./polynomial_decay.ts";
import { reduceOnPlateau } from "./reduce_on_plateau.ts";
import { rexDecay } from "./rex_decay.ts";
import type { Schedule } from "./schedule.ts";
import { stepDecay } from "./step_decay.ts";
import { trapezoid } from "./trapezoid.ts";
import { warmRestarts } from "./warm_restarts.ts";

/**
 * A schedule that a text can name.
 *
 * @category Schedules
 */
export interface NamedSchedule {
  /** Its name, such as `cosine`. */
  readonly name: string;
  /** Its numbers in order, those with a `?` optional: `steps, growth?`. */
  readonly parameters: readonly string[];
  /** Its course in a few words. */
  readonly title: string;
  /**
   * Makes it.
   *
   * @param numbers As many numbers as were given.
   * @param steps Steps that are left for it.
   */
  readonly create: (numbers: readonly number[], steps: number) => Schedule;
  /** How long it lasts where that is one of its numbers, so that another one may follow without more words. */
  readonly length?: (numbers: readonly number[]) => number;
}

/**
 * The schedules that {@linkcode parseSchedule} knows.
 *
 * @category Schedules
 *
 * @example One for each name
 * ```ts
 * import { namedSchedules } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new Set(namedSchedules.map(({ name }) => name)).size, namedSchedules.length);
 * ```
 */
export const namedSchedules: readonly NamedSchedule[] = [
  {
    name: "constant",
    parameters: ["factor?"],
    title: "one factor throughout",
    create: ([factor = 1]) => constantFactor({ factor }),
  },
  {
    name: "warmup",
    parameters: ["steps", "from?"],
    title: "a straight line up to 1",
    // From the first step on something moves.
    create: ([steps, from = 1 / (steps + 1)]) => linearRamp({ from, steps }),
    length: ([steps]) => steps,
  },
  {
    name: "linear",
    parameters: ["floor?"],
    title: "a straight line down",
    create: ([floor = 0], steps) => linearRamp({ from: 1, to: floor, steps }),
  },
  {
    name: "cosine",
    parameters: ["floor?"],
    title: "half a cosine down",
    create: ([floor = 0], steps) => cosineDecay({ steps, floor }),
  },
  {
    name: "rex",
    parameters: ["floor?"],
    title: "slowly down, and fast at the end",
    create: ([floor = 0], steps) => rexDecay({ steps, floor }),
  },
  {
    name: "polynomial",
    parameters: ["power?"],
    title: "a power of what is left",
    create: ([power = 1], steps) => polynomialDecay({ steps, power }),
  },
  {
    name: "exponential",
    parameters: ["factor"],
    title: "a factor at each step",
    create: ([factor]) => exponentialDecay({ factor }),
  },
  {
    name: "step",
    parameters: ["every", "factor?"],
    title: "a factor after every so many steps",
    create: ([every, factor = 0.1]) => stepDecay({ every, factor }),
  },
  {
    name: "restarts",
    parameters: ["steps", "growth?", "floor?"],
    title: "cosines with warm restarts",
    create: ([steps, growth = 1, floor = 0]) => warmRestarts({ steps, growth, floor }),
  },
  {
    name: "cyclic",
    parameters: ["rise", "fall?", "floor?"],
    title: "up and down, over and over",
    create: ([rise, fall = rise, floor = 0]) => cyclicRate({ rise, fall, floor }),
  },
  {
    name: "one-cycle",
    parameters: ["warmup-fraction?"],
    title: "up to the peak and far down",
    create: ([warmupFraction = 0.3], steps) => oneCycle({ steps, warmupFraction }),
  },
  {
    name: "trapezoid",
    parameters: ["warmup?", "decay?"],
    title: "warm-up, stable, decay",
    create: ([warmup = 0, decay], steps) =>
      trapezoid({ steps, warmup, ...(decay === undefined ? {} : { decay }) }),
  },
  {
    name: "inverse-sqrt",
    parameters: ["warmup"],
    title: "the transformer's schedule",
    create: ([warmup]) => inverseSquareRoot({ warmup }),
  },
  {
    name: "plateau",
    parameters: ["patience?", "factor?"],
    title: "down when the validation loss stops falling",
    create: ([patience = 10, factor = 0.1]) => reduceOnPlateau({ patience, factor }),
  },
];
