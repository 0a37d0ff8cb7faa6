import { createEngine } from "@descent/core";
import { assertEquals } from "@std/assert";
import { assertFollowsTorch } from "../_golden.ts";
import { makeParameter, stepContext } from "../_testing.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { rprop } from "./rprop.ts";

Deno.test("rprop: follows PyTorch's Rprop", () => {
  const hyperparameters = {
    etaMinus: 0.5,
    etaPlus: 1.2,
    minStepFactor: 1e-6 / 0.01,
    maxStepFactor: 50 / 0.01,
  };
  assertFollowsTorch(rprop, "rprop", hyperparameters);
});

Deno.test("rprop: keeps the steps between their bounds", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const parameter = makeParameter(arena, { values: [0, 0], gradient: [1, 1] });
  const optimizer = createOptimizer({
    plugin: rprop,
    parameters: [parameter],
    hyperparameters: { etaPlus: 4, etaMinus: 0.25, minStepFactor: 0.5, maxStepFactor: 8 },
  });
  const path: number[][] = [];
  for (let step = 1; step <= 6; step++) {
    // A rest follows each change of sign, so the second element's sign changes at every other step.
    parameter.gradient.data[1] = step % 4 < 2 ? 1 : -1;
    optimizer.step(stepContext({ step }));
    path.push([...parameter.value.data]);
  }
  assertEquals(path.map(([onwards]) => onwards), [-1, -5, -13, -21, -29, -37]);
  assertEquals(path.map(([, turning]) => turning), [-1, -1, -0.5, -0.5, -1, -1]);
});

Deno.test("rprop: signs agree however small the gradients are", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const parameter = makeParameter(arena, { values: [0], gradient: [1e-30], dtype: "f32" });
  const optimizer = createOptimizer({
    plugin: rprop,
    parameters: [parameter],
    hyperparameters: { etaPlus: 2 },
  });
  for (let step = 1; step <= 3; step++) optimizer.step(stepContext({ step }));
  assertEquals([...parameter.value.data], [-1 - 2 - 4]);
});

Deno.test("rprop: a gradient that is not a number stays visible", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const parameter = makeParameter(arena, { values: [1], gradient: [NaN] });
  createOptimizer({ plugin: rprop, parameters: [parameter] }).step(stepContext());
  assertEquals([...parameter.value.data], [NaN]);
});
