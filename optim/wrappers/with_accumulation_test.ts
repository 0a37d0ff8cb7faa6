import { createEngine, randomStream } from "@descent/core";
import { assertEquals } from "@std/assert";
import { makeParameter, stepContext } from "../_testing.ts";
import { assertTwin } from "../_twin.ts";
import { createOptimizer } from "../create_optimizer.ts";
import type { OptimizerPlugin, StepContext } from "../optimizer_plugin.ts";
import { momentum } from "../rules/momentum.ts";
import { sgd } from "../rules/sgd.ts";
import { withAccumulation } from "./with_accumulation.ts";

Deno.test("withAccumulation: every k-th step goes along the mean gradient", () => {
  const hyperparameters = { momentum: 0.8, accumulate: 3 };
  assertTwin(withAccumulation(momentum), hyperparameters, ({ w, g, t, rate, s }) => {
    s.mean += g / 3;
    if (t % 3 !== 0) return w;
    s.u = 0.8 * s.u + s.mean;
    s.mean = 0;
    return w - rate * s.u;
  });
});

Deno.test("withAccumulation: gives the mean loss, number and horizon of its own steps, and no evaluation", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const seen: StepContext[] = [];
  const probe: OptimizerPlugin = {
    ...sgd,
    create: () => ({ state: {}, step: (context) => void seen.push({ ...context }) }),
  };
  const parameters = [makeParameter(arena, { values: [1], gradient: [1] })];
  const hyperparameters = { accumulate: 2 };
  const optimizer = createOptimizer({
    plugin: withAccumulation(probe),
    parameters,
    hyperparameters,
  });
  const random = randomStream({ seed: 1 });
  for (const [index, loss] of [3, 5, 7, 9].entries()) {
    const context = { step: index + 1, loss, evaluate: () => 1, totalSteps: 5, random };
    optimizer.step(stepContext(context));
  }
  const context = { learningRate: 1, totalSteps: 2, random };
  assertEquals(seen, [{ ...context, step: 1, loss: 4 }, { ...context, step: 2, loss: 8 }]);
});
