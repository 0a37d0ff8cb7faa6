import { assertFollowsTorch } from "../_golden.ts";
import { createEngine } from "@descent/core";
import { assertEquals } from "@std/assert";
import { makeParameter, stepContext } from "../_testing.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { momentum } from "./momentum.ts";

Deno.test("momentum: follows PyTorch's SGD with momentum", () => {
  assertFollowsTorch(momentum, "sgd_momentum", { momentum: 0.9 });
});

Deno.test("momentum: follows PyTorch's SGD with dampening, which spares the first gradient", () => {
  assertFollowsTorch(momentum, "sgd_momentum_dampening", { momentum: 0.9, dampening: 0.1 });
});

Deno.test("momentum: without momentum dampening does nothing, as in PyTorch", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const parameter = makeParameter(arena, { values: [4, -1], gradient: [2, 8] });
  const hyperparameters = { momentum: 0, dampening: 0.5 };
  const optimizer = createOptimizer({ plugin: momentum, parameters: [parameter], hyperparameters });
  for (const step of [1, 2, 3]) optimizer.step(stepContext({ step, learningRate: 0.25 }));
  assertEquals([...parameter.value.data], [4 - 1.5, -1 - 6]);
});
