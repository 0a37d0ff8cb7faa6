import { createEngine, randomStream, squaredSum } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { makeParameter } from "../_testing.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { sgld } from "./sgld.ts";

Deno.test("sgld: does what its equation says, with the numbers of the stream", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const values = [1, -2, 3], gradient = [0.5, 0, -4];
  const weight = makeParameter(arena, { values, gradient });
  const hyperparameters = { temperature: 0.02 };
  const optimizer = createOptimizer({ plugin: sgld, parameters: [weight], hyperparameters });
  const random = randomStream({ seed: 5 }), twin = randomStream({ seed: 5 });
  const w = [...values], noise = new Float64Array(3);
  for (let step = 1; step <= 10; step++) {
    const learningRate = 0.1 / step;
    optimizer.step({ step, learningRate, random });
    twin.fillNormal(noise);
    for (let i = 0; i < 3; i++) {
      w[i] += -learningRate * gradient[i] + Math.sqrt(2 * learningRate * 0.02) * noise[i];
      assertAlmostEquals(weight.value.data[i], w[i], 1e-13);
    }
  }
  assertEquals(random.position, twin.position);
});

Deno.test("sgld: samples a Gaussian of its temperature", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const size = 2000, zeros = new Array<number>(size).fill(0);
  const weight = makeParameter(arena, { values: zeros, gradient: zeros });
  const hyperparameters = { temperature: 0.25 };
  const optimizer = createOptimizer({ plugin: sgld, parameters: [weight], hyperparameters });
  const random = randomStream({ seed: 1 });
  for (let step = 1; step <= 100; step++) {
    // Of the loss w²/2.
    weight.gradient.data.set(weight.value.data);
    optimizer.step({ step, learningRate: 0.1, random });
  }
  const variance = squaredSum(weight.value) / size;
  // T / (1 − η/2), by the steps' finite length; four standard errors of a variance.
  assertAlmostEquals(variance, 0.25 / 0.95, 4 * Math.sqrt(2 / size) * 0.25 / 0.95);
});

Deno.test("sgld: without a stream it says what to give", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = [makeParameter(arena, { values: [1], gradient: [1] })];
  assertThrows(
    () => createOptimizer({ plugin: sgld, parameters }).step({ step: 1, learningRate: 1 }),
    TypeError,
    "Optimizer 'sgld': expected a step's context with random, got one without; give step a randomStream",
  );
});
