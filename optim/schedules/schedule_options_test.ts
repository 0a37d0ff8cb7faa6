import { optionFaults } from "@descent/core/testing";
import { assertEquals } from "@std/assert";
import { constantFactor } from "./constant_factor.ts";
import { cosineDecay } from "./cosine_decay.ts";
import { cyclicRate } from "./cyclic_rate.ts";
import { exponentialDecay } from "./exponential_decay.ts";
import { inverseSquareRoot } from "./inverse_square_root.ts";
import { linearRamp } from "./linear_ramp.ts";
import { milestoneDecay } from "./milestone_decay.ts";
import { oneCycle } from "./one_cycle.ts";
import { polynomialDecay } from "./polynomial_decay.ts";
import { reduceOnPlateau } from "./reduce_on_plateau.ts";
import { rexDecay } from "./rex_decay.ts";
import { stepDecay } from "./step_decay.ts";
import { trapezoid } from "./trapezoid.ts";
import { warmRestarts } from "./warm_restarts.ts";

const schedules:
  readonly (readonly [(options: never) => unknown, Readonly<Record<string, unknown>>])[] = [
    [constantFactor, { factor: 1 }],
    [cosineDecay, { steps: 10, floor: 0 }],
    [cyclicRate, { rise: 3, fall: 3, floor: 0, shrink: 1, decay: 1 }],
    [exponentialDecay, { factor: 0.9 }],
    [inverseSquareRoot, { warmup: 3 }],
    [linearRamp, { from: 0, to: 1, steps: 3 }],
    [milestoneDecay, { milestones: [3], factor: 0.1 }],
    [oneCycle, { steps: 10, warmupFraction: 0.3, start: 0, peak: 1, end: 0, shape: "cosine" }],
    [polynomialDecay, { steps: 3, power: 1 }],
    [reduceOnPlateau, {
      factor: 0.1,
      patience: 3,
      threshold: 0,
      cooldown: 0,
      floor: 0,
      better: "lower",
    }],
    [rexDecay, { steps: 10, floor: 0 }],
    [stepDecay, { every: 3, factor: 0.1 }],
    [trapezoid, { steps: 10, warmup: 2, decay: 3, shape: "linear", floor: 0 }],
    [warmRestarts, { steps: 3, growth: 2, floor: 0 }],
  ];

for (const [factory, options] of schedules) {
  Deno.test(`${factory.name} refuses options of another kind in the usual sentence`, () => {
    assertEquals(optionFaults(factory, options), []);
  });
}
