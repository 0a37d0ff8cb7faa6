import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { makeParameter, stepContext } from "./_testing.ts";
import { createOptimizer } from "./create_optimizer.ts";
import type { OptimizerPlugin } from "./optimizer_plugin.ts";
import { sgd } from "./rules/sgd.ts";
import type { StagedRule } from "./staged_rule.ts";

/** A rule with all that one in stages may have: steps of the length of the learning rate, evaluated at the start. */
export const normalizedRule: StagedRule<
  "learningRate" | "weightDecay",
  "start",
  "direction",
  "length" | "sums"
> = {
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
};

/** Proves a step of it on gradients of the lengths 5 and 12, the second of a parameter that does not decay. */
export function assertNormalized(
  plugin: OptimizerPlugin,
  { lengths, numbers }: { readonly lengths: readonly number[]; readonly numbers: unknown },
): void {
  using engine = createEngine();
  using arena = engine.arena();
  const a = makeParameter(arena, { name: "a", values: [0, 0], gradient: [3, -4] });
  const b = makeParameter(arena, { name: "b", values: [7], gradient: [12], decays: false });
  const parameters = [a, b];
  const optimizer = createOptimizer({ plugin, parameters, hyperparameters: { weightDecay: 0.5 } });
  optimizer.step(stepContext());
  assertAlmostEquals(a.value.data[0], -3 / lengths[0], 1e-14);
  assertAlmostEquals(b.value.data[0], 7 - 12 / lengths[1], 1e-14);
  assertEquals(optimizer.state.numbers, numbers);
  optimizer.beginEvaluation?.();
  assertEquals([...a.value.data, ...b.value.data], [0, 0, 7]);
  optimizer.endEvaluation?.();
  assertAlmostEquals(b.value.data[0], 7 - 12 / lengths[1], 1e-14);
}
