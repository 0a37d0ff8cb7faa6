import { createEngine, type Parameter, randomStream, Tensor } from "@descent/core";
import { assert, assertEquals } from "@std/assert";
import { optimizerCatalogue } from "./catalogue.ts";
import { createOptimizer } from "./create_optimizer.ts";
import { smallestNormal } from "./_flushed_state.ts";
import { lion, momentum } from "./mod.ts";
import type { OptimizerPlugin } from "./optimizer_plugin.ts";
import type { StateTree } from "./state_tree.ts";

/** The weights and the state of a rule in f32 after a gradient of 1e-30 and then none, as the weights of a unit that died have. */
function faded(plugin: OptimizerPlugin, steps: number) {
  using engine = createEngine();
  using arena = engine.arena();
  const value = arena.from([1, 2, 3, 4, 5, 6], [2, 3]);
  const gradient = arena.tensor([2, 3]);
  gradient.data.fill(1e-30);
  const axes = { in: [0], out: [1] };
  const parameter: Parameter = {
    ...{ name: "w", value, gradient, axes, hidden: true, decays: false },
    role: "weight",
  };
  const optimizer = createOptimizer({ plugin, parameters: [parameter] });
  const random = randomStream({ seed: 0 });
  for (let step = 1; step <= steps; step++) {
    const evaluate = () => 1;
    optimizer.step({ step, learningRate: 0.01, loss: 1, totalSteps: steps, random, evaluate });
    gradient.data.fill(0);
  }
  return { weights: [...value.data], state: numbers(optimizer.state) };
}

function numbers(tree: StateTree): number[] {
  return Object.values(tree).flatMap((entry) =>
    typeof entry === "number" ? [] : entry instanceof Tensor ? [...entry.data] : numbers(entry)
  );
}

Deno.test("flushedState: no rule of the catalogue keeps subnormal numbers for weights that get no gradient", () => {
  for (const plugin of optimizerCatalogue) {
    const { state } = faded(plugin, 2500);
    const subnormal = state.filter((each) => each !== 0 && Math.abs(each) < smallestNormal.f32);
    assertEquals(subnormal, [], plugin.name);
  }
});

Deno.test("flushedState: velocities reach 0, and a rule that takes signs then lets the weight rest", () => {
  assert(faded(momentum, 1).state.every((each) => each > 0));
  assertEquals(faded(momentum, 400).state, Array(6).fill(0));
  assert(faded(lion, 1200).weights[0] > faded(lion, 1300).weights[0]);
  assertEquals(faded(lion, 1500).weights, faded(lion, 1600).weights);
});
