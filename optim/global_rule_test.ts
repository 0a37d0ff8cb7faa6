import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { makeParameter, stepContext } from "./_testing.ts";
import { createOptimizer } from "./create_optimizer.ts";
import { globalRule } from "./global_rule.ts";
import { sgd } from "./rules/sgd.ts";

const plugin = globalRule({
  name: "normalized",
  title: "Normalized",
  reference: "none",
  hyperparameters: {
    ...sgd.hyperparameters,
    weightDecay: { default: 0, range: [0, 1], scale: "linear", doc: "Decay." },
  },
  state: ["start"],
  scratch: ["direction"],
  initial: { start: "w" },
  numbers: { length: ({ learningRate }) => learningRate, sums: 0 },
  evaluated: "start",
  stages: [
    { update: ({ w, g, weightDecay }) => ({ direction: g.add(weightDecay.mul(w)) }) },
    {
      prepare: (numbers, { learningRate }, measure) => {
        numbers.length = learningRate / measure.norm("direction");
        numbers.sums += measure.sum("g") + measure.absoluteSum("g") + measure.size;
      },
      update: ({ w, direction, length }) => ({ w: w.sub(length.mul(direction)) }),
    },
  ],
});

Deno.test("globalRule: measures all tensors together, keeps its numbers, and spares what does not decay", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const a = makeParameter(arena, { name: "a", values: [0, 0], gradient: [3, -4] });
  const b = makeParameter(arena, { name: "b", values: [7], gradient: [12], decays: false });
  const parameters = [a, b];
  const optimizer = createOptimizer({ plugin, parameters, hyperparameters: { weightDecay: 0.5 } });
  optimizer.step(stepContext());
  const lengths = [13, 13];
  assertAlmostEquals(a.value.data[0], -3 / lengths[0], 1e-14);
  assertAlmostEquals(b.value.data[0], 7 - 12 / lengths[1], 1e-14);
  assertEquals(optimizer.state.numbers, { length: 1 / 13, sums: 11 + 19 + 3 });
  optimizer.beginEvaluation?.();
  assertEquals([...a.value.data, ...b.value.data], [0, 0, 7]);
  optimizer.endEvaluation?.();
  assertAlmostEquals(b.value.data[0], 7 - 12 / lengths[1], 1e-14);
});
