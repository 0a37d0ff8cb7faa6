import { createEngine } from "@descent/core";
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

Deno.test("withAccumulation: gives the mean loss, and no evaluation", () => {
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
  for (const [index, loss] of [3, 5, 7].entries()) {
    optimizer.step(stepContext({ step: index + 1, loss, evaluate: () => 1 }));
  }
  assertEquals(seen, [{ step: 2, learningRate: 1, loss: 4 }]);
});
