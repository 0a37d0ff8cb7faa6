import { createEngine, type Parameter, randomStream, Tensor } from "@descent/core";
import { assert, assertEquals } from "@std/assert";
import { optimizerCatalogue } from "./catalogue.ts";
import { checkHyperparameters } from "./check_hyperparameters.ts";
import { createOptimizer } from "./create_optimizer.ts";
import { adam, lion, momentum } from "./mod.ts";
import type { OptimizerPlugin } from "./optimizer_plugin.ts";
import { saveState, type StateTree } from "./state_tree.ts";
import { withEvaluationView } from "./with_evaluation_view.ts";

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

/** The smallest normal number in f32. */
const SMALLEST_NORMAL = 2 ** -126;

Deno.test("flushedState: no rule of the catalogue keeps subnormal numbers for weights that get no gradient", () => {
  for (const plugin of optimizerCatalogue) {
    const { state } = faded(plugin, 40 * 64);
    const subnormal = state.filter((each) => each !== 0 && Math.abs(each) < SMALLEST_NORMAL);
    assertEquals(subnormal, [], plugin.name);
  }
});

Deno.test("flushedState: averages become subnormal between two steps that flush them, and a 64th step leaves 0", () => {
  const isSubnormal = (each: number) => each > 0 && each < SMALLEST_NORMAL;
  // 1e-30 · 0.9^174, in step 175, is the first that is subnormal.
  assert(faded(momentum, 174).state.every((each) => each > SMALLEST_NORMAL));
  assert(faded(momentum, 191).state.every(isSubnormal));
  assertEquals(faded(momentum, 192).state, Array(6).fill(0));
});

Deno.test("flushedState: a rule that takes signs then lets the weight rest", () => {
  assert(faded(lion, 1200).weights[0] > faded(lion, 1300).weights[0]);
  assertEquals(faded(lion, 1600).weights, faded(lion, 1700).weights);
});

Deno.test("flushedState: normal numbers of a state and weights stay as the plugin's own optimizer has them", () => {
  for (const dtype of ["f32", "f64"] as const) {
    using engine = createEngine();
    using arena = engine.arena();
    const [ours, plain] = [0, 1].map(() => {
      const value = arena.from([1, 2, 3], [3], dtype), gradient = arena.from([3, 2, 1], [3], dtype);
      const parameters = [{ name: "w", value, gradient, role: "weight", decays: true }] as const;
      return { value, gradient, parameters };
    });
    const flushed = createOptimizer({ plugin: adam, parameters: ours.parameters });
    const inner = adam.create(plain.parameters, checkHyperparameters(adam, {}));
    for (let step = 1; step <= 128; step++) {
      for (const { gradient } of [ours, plain]) gradient.data[0] = Math.sin(step);
      for (const optimizer of [flushed, inner]) optimizer.step({ step, learningRate: 0.01 });
    }
    assertEquals(ours.value.data, plain.value.data);
    assertEquals(saveState(flushed.state), saveState(inner.state));
  }
});

Deno.test("flushedState: a third party's rule is flushed too, and its evaluation view stays", () => {
  const calls: string[] = [];
  const plugin: OptimizerPlugin = {
    ...{ name: "third", title: "Third", reference: "none" },
    hyperparameters: { learningRate: { default: 1, range: [0, 1], scale: "log", doc: "Rate." } },
    create: ([{ value }]) => {
      const kept = value.arena.from([1e-39, 1], [2]);
      return {
        state: { group: { kept } },
        step: () => {},
        beginEvaluation: () => calls.push("begin"),
        endEvaluation: () => calls.push("end"),
      };
    },
  };
  using engine = createEngine();
  using arena = engine.arena();
  const value = arena.tensor([2]), gradient = arena.tensor([2]);
  const parameters = [{ name: "w", value, gradient, role: "weight", decays: true }] as const;
  const optimizer = createOptimizer({ plugin, parameters });
  optimizer.step({ step: 63, learningRate: 1 });
  assert(numbers(optimizer.state)[0] > 0);
  optimizer.step({ step: 64, learningRate: 1 });
  assertEquals(numbers(optimizer.state), [0, 1]);
  withEvaluationView(optimizer, () => calls.push("body"));
  assertEquals(calls, ["begin", "body", "end"]);
});
