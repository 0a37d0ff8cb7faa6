import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { makeParameter } from "./_testing.ts";
import { byRole } from "./by_role.ts";
import { createOptimizer } from "./create_optimizer.ts";
import { adam } from "./rules/adam.ts";
import { momentum } from "./rules/momentum.ts";
import { muon, muonMatrices } from "./rules/muon.ts";
import { sgd } from "./rules/sgd.ts";

const plugin = byRole({ bias: sgd, gain: momentum, others: adam });

Deno.test("byRole: the schedule scales the rates of all rules", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = [
    { ...makeParameter(arena, { name: "b", values: [0], gradient: [1] }), role: "bias" as const },
    { ...makeParameter(arena, { name: "g", values: [0], gradient: [1] }), role: "gain" as const },
  ];
  const hyperparameters = { learningRate: 2, gainLearningRate: 8 };
  createOptimizer({ plugin, parameters, hyperparameters }).step({ step: 1, learningRate: 1 });
  assertEquals(parameters.map(({ value }) => value.data[0]), [-1, -4]);
});

Deno.test("byRole: names hyperparameters after their selection, but the first rule's", () => {
  assertEquals(Object.keys(plugin.hyperparameters).slice(0, 4), [
    "learningRate",
    "gainLearningRate",
    "gainMomentum",
    "gainDampening",
  ]);
  assertEquals(plugin.name, "sgd-momentum-adam");
});

Deno.test("byRole: says when one rule has all parameters", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const vector = makeParameter(arena, { values: [0], gradient: [1] });
  assertEquals(plugin.reducesTo?.([vector]), "Adam");
  const bias = { ...vector, name: "b", role: "bias" as const };
  assertEquals(plugin.reducesTo?.([vector, bias]), undefined);
});

Deno.test("byRole: takes of a rule by role its part for the selection", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const value = arena.tensor([2, 2], "f64"), gradient = arena.from([1, 2, 3, 4], [2, 2], "f64");
  const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
  const both = [byRole({ matrices: muon, others: adam }), muonMatrices].map((plugin) => {
    value.data.fill(0);
    createOptimizer({ plugin, parameters }).step({ step: 1, learningRate: 0.02 });
    return [...value.data];
  });
  assertEquals(both[0], both[1]);
});

Deno.test("byRole: refuses unknown selections, and others alone", () => {
  assertThrows(
    () => byRole({ heads: sgd, others: sgd } as Parameters<typeof byRole>[0]),
    TypeError,
    "byRole: expected selections among hidden, matrices, weight, bias, gain, embedding, output and others, got 'heads'",
  );
  assertThrows(() => byRole({ others: sgd }), TypeError, "got others alone");
});
