import { createEngine, randomStream } from "@descent/core";
import { assert, assertEquals, assertLess } from "@std/assert";
import { makeParameter, stepContext } from "../_testing.ts";
import { findOptimizer, optimizerCatalogue } from "../catalogue.ts";
import { createOptimizer } from "../create_optimizer.ts";

/** Rules that divide by roots of averages or sums of squared gradients. */
const adaptive = [
  "adagrad",
  "rmsprop",
  "rmsprop-momentum",
  "rmsprop-centered",
  "adadelta",
  "adam",
  "adamw",
  "amsgrad",
  "nadam",
  "radam",
  "adabelief",
  "yogi",
  "adan",
  "adopt",
  "ademamix",
  "laprop",
  "nadamw",
  "madgrad",
  "qhadam",
  "schedule-free-adamw",
  "rmsprop-keras",
  "adam-keras",
  "lamb",
  "prodigy",
  "dadapt-adam",
  "adafactor",
  "came",
  "muon",
  "normuon",
  "soap",
  "cautious-adamw",
];

/** A line search on a loss that is the same everywhere, and a matrix with a direction that has no gradient, amplify rounding. */
const unsteady = ["lbfgs", "shampoo"];
const steady = optimizerCatalogue.filter(({ name }) => !unsteady.includes(name));

/** Where ten steps lead from 0 under gradients of a size, of both signs. */
function pathEnd(name: string, dtype: "f32" | "f64", size: number): number[] {
  using engine = createEngine();
  using arena = engine.arena();
  const plugin = findOptimizer(name);
  const parameter = makeParameter(arena, { values: [0, 0], gradient: [0, 0], dtype });
  const optimizer = createOptimizer({ plugin, parameters: [parameter] });
  for (let step = 1; step <= 10; step++) {
    const gradient = Math.fround(size * (1 + 0.1 * Math.sin(step)));
    parameter.gradient.data.set([gradient, -gradient]);
    const random = randomStream({ seed: step });
    optimizer.step(stepContext({ step, learningRate: 0.01, loss: 0, evaluate: () => 0, random }));
  }
  return [...parameter.value.data];
}

for (const { name } of steady) {
  Deno.test(`${name}: f32 follows f64 from gradients of 1e-25 to 1e18`, () => {
    for (const size of [1e-25, 1e-12, 1, 1e12, 1e18]) {
      const single = pathEnd(name, "f32", size);
      pathEnd(name, "f64", size).forEach((want, i) =>
        assertLess(Math.abs(single[i] - want), 1e-4 * Math.abs(want), `${size}`)
      );
    }
  });
}

for (const name of adaptive) {
  Deno.test(`${name}: a square that overflows makes weights NaN instead of stopping them`, () => {
    assert(pathEnd(name, "f32", 1e25).every(Number.isNaN));
    assert(pathEnd(name, "f64", 1e25).every(Number.isFinite));
  });
}

Deno.test("Rules without squares follow f64 for gradients of 1e25 too", () => {
  for (const { name } of steady) {
    if (adaptive.includes(name)) continue;
    const single = pathEnd(name, "f32", 1e25), double = pathEnd(name, "f64", 1e25);
    double.forEach((want, i) => assertLess(Math.abs(single[i] / want - 1), 1e-4, name));
  }
});

Deno.test("Every optimizer that must be told apart is in the catalogue", () => {
  assertEquals(
    adaptive.filter((name) => !optimizerCatalogue.some((each) => each.name === name)),
    [],
  );
});
