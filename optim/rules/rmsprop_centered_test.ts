import { createEngine } from "@descent/core";
import { assertEquals } from "@std/assert";
import { assertFollowsTorch } from "../_golden.ts";
import { makeParameter, stepContext } from "../_testing.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { rmspropCentered } from "./rmsprop_centered.ts";

Deno.test("rmspropCentered: follows PyTorch's centered RMSprop, without and with momentum", () => {
  const hyperparameters = { alpha: 0.99, momentum: 0, epsilon: 1e-8 };
  assertFollowsTorch(rmspropCentered, "rmsprop_centered", hyperparameters);
  const withMomentum = { ...hyperparameters, momentum: 0.9 };
  assertFollowsTorch(rmspropCentered, "rmsprop_centered_momentum", withMomentum);
});

Deno.test("rmspropCentered: a gradient that stays the same gives no NaN, though its variance rounds below 0", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const gradient = Array.from({ length: 50 }, (_, index) => 1 + index / 7);
  const parameter = makeParameter(arena, { values: gradient, gradient, dtype: "f32" });
  const optimizer = createOptimizer({
    plugin: rmspropCentered,
    parameters: [parameter],
    hyperparameters: { alpha: 0.1 },
  });
  for (let step = 1; step <= 30; step++) optimizer.step(stepContext({ step }));
  assertEquals([...parameter.value.data].filter((value) => !Number.isFinite(value)), []);
});
