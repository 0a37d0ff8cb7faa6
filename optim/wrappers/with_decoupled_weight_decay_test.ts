import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { assertFollowsTorch } from "../_golden.ts";
import { makeParameter, stepContext } from "../_testing.ts";
import { adam } from "../rules/adam.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { sgd } from "../rules/sgd.ts";
import { withDecoupledWeightDecay } from "./with_decoupled_weight_decay.ts";

Deno.test("withDecoupledWeightDecay: with Adam follows PyTorch's AdamW", () => {
  const plugin = withDecoupledWeightDecay(adam);
  assertEquals([plugin.name, plugin.title], ["adamw", "AdamW"]);
  assertFollowsTorch(plugin, "adamw", { weightDecay: 0.01 });
});

Deno.test("withDecoupledWeightDecay: spares parameters that do not decay", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const weight = makeParameter(arena, { name: "weight", values: [2, -4], gradient: [1, 1] });
  const bias = makeParameter(arena, { name: "bias", values: [2], gradient: [1], decays: false });
  const optimizer = createOptimizer({
    plugin: withDecoupledWeightDecay(sgd),
    parameters: [weight, bias],
    hyperparameters: { weightDecay: 0.5 },
  });
  optimizer.step(stepContext({ learningRate: 0.5 }));
  assertEquals([...weight.value.data], [1, -3.5]);
  assertEquals([...bias.value.data], [1.5]);
});

Deno.test("withDecoupledWeightDecay: keeps a small share's digits in f32, where 1 - 1e-6 loses 1.3 % of them", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const share = 1e-6;
  const values = Array.from({ length: 1000 }, (_, index) => Math.fround(1 + index / 1000));
  const weight = makeParameter(arena, { values, gradient: values.map(() => 0), dtype: "f32" });
  const optimizer = createOptimizer({
    plugin: withDecoupledWeightDecay(sgd),
    parameters: [weight],
    hyperparameters: { weightDecay: share },
  });
  optimizer.step(stepContext());
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  const lost = sum(values) - sum([...weight.value.data]);
  assertAlmostEquals(lost / (share * sum(values)), 1, 0.005);
});
