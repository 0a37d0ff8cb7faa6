import { createEngine } from "@descent/core";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { assertFollowsTorch } from "../_golden.ts";
import { makeParameter, stepContext } from "../_testing.ts";
import { adam } from "../rules/adam.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { momentum } from "../rules/momentum.ts";
import type { Optimizer, OptimizerPlugin, StepContext } from "../optimizer_plugin.ts";
import { sgd } from "../rules/sgd.ts";
import { withDecoupledWeightDecay } from "./with_decoupled_weight_decay.ts";
import { withWeightDecay } from "./with_weight_decay.ts";

Deno.test("withWeightDecay: follows PyTorch's weight_decay of SGD, momentum and Adam", () => {
  const weightDecay = 0.01;
  assertFollowsTorch(withWeightDecay(sgd), "sgd_weight_decay", { weightDecay });
  const momentumCase = "sgd_momentum_weight_decay";
  assertFollowsTorch(withWeightDecay(momentum), momentumCase, { momentum: 0.9, weightDecay });
  assertFollowsTorch(withWeightDecay(adam), "adam_weight_decay", { weightDecay });
});

Deno.test("withWeightDecay: spares parameters that do not decay, and the true gradients", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const weight = makeParameter(arena, { name: "weight", values: [2, -4], gradient: [1, 1] });
  const bias = makeParameter(arena, { name: "bias", values: [2], gradient: [1], decays: false });
  const optimizer = createOptimizer({
    plugin: withWeightDecay(sgd),
    parameters: [weight, bias],
    hyperparameters: { weightDecay: 0.5 },
  });
  optimizer.step(stepContext({ learningRate: 0.5 }));
  assertEquals([...weight.value.data], [1, -3.5]);
  assertEquals([...bias.value.data], [1.5]);
  assertEquals([...weight.gradient.data, ...bias.gradient.data], [1, 1, 1]);
});

Deno.test("withWeightDecay: the wrapped optimizer sees loss and gradient of the penalized loss, evaluated again too", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const weight = makeParameter(arena, { values: [2, -4], gradient: [1, 1] });
  const seen: number[][] = [];
  const probe: OptimizerPlugin = {
    ...sgd,
    create: ([{ value, gradient }]): Optimizer => ({
      step: ({ loss, evaluate }: StepContext) => {
        seen.push([loss!, ...gradient.data]);
        value.data.set([0, 2]);
        seen.push([evaluate!(), ...gradient.data]);
      },
      state: {},
    }),
  };
  const optimizer = createOptimizer({
    plugin: withWeightDecay(probe),
    parameters: [weight],
    hyperparameters: { weightDecay: 0.5 },
  });
  const evaluate = () => {
    weight.gradient.data.set([3, 5]);
    return 7;
  };
  optimizer.step(stepContext({ loss: 10, evaluate }));
  assertEquals(seen, [[10 + 0.25 * 20, 1 + 1, 1 - 2], [7 + 0.25 * 4, 3, 5 + 1]]);
});

Deno.test("withWeightDecay: gives the wrapped optimizer no loss and no evaluation where there are none", () => {
  const seen: unknown[] = [];
  const probe: OptimizerPlugin = {
    ...sgd,
    create: (): Optimizer => ({
      step: ({ loss, evaluate }: StepContext) => void seen.push(loss, evaluate),
      state: {},
    }),
  };
  const optimizer = createOptimizer({ plugin: withWeightDecay(probe), parameters: [] });
  optimizer.step(stepContext({ loss: 1, evaluate: () => 1 }));
  optimizer.step(stepContext());
  assertEquals(seen.map((each) => typeof each), ["number", "function", "undefined", "undefined"]);
});

Deno.test("withWeightDecay: adds one row to the table and keeps the state of the wrapped optimizer", () => {
  const plugin = withWeightDecay(momentum, { name: "mine", title: "Mine", weightDecay: 0 });
  assertEquals([plugin.name, plugin.title], ["mine", "Mine"]);
  assertEquals(Object.keys(plugin.hyperparameters), [
    ...Object.keys(momentum.hyperparameters),
    "weightDecay",
  ]);
  const { default: standard, scale } = plugin.hyperparameters.weightDecay;
  assertEquals([standard, scale], [0, "linear"]);
  assertStrictEquals(plugin.hyperparameters.momentum, momentum.hyperparameters.momentum);
  assertEquals(Object.keys(createOptimizer({ plugin, parameters: [] }).state), [
    "velocity",
    "step",
  ]);
});

Deno.test("withWeightDecay: refuses an optimizer that decays already", () => {
  assertThrows(
    () => withWeightDecay(withDecoupledWeightDecay(adam)),
    TypeError,
    "withWeightDecay: expected an optimizer without weightDecay, got 'adamw', which has it",
  );
});
