import { assertEquals, assertThrows } from "@std/assert";
import { knownOptimizers } from "@descent/lab";
import { sgd } from "@descent/optim";
import { presets } from "../protocol/preset.ts";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { chosenRules, isUsual } from "./chosen_rules.ts";

const mine = {
  plugin: { ...sgd, name: "mine" },
  source: { address: "./mine.ts", digest: "abc" },
};
const optimizers = [...await knownOptimizers([]), mine];
const usual = [...presets.standard.rules, "mine"];
const baseline = {
  ...{ plan: samplePlan(), hash: "", tables: "", fusedMultiplyAdd: true },
  trials: sampleTrials(),
};

Deno.test("chosenRules adds third parties' rules to those of the size, and takes names as they are", () => {
  const names = (chosen: readonly string[], preset = presets.standard) =>
    chosenRules({ optimizers, chosen, preset }).map(({ plugin }) => plugin.name);
  assertEquals(names(usual), usual);
  assertEquals(names(usual, presets.publish).at(-1), "mine");
  assertEquals(names(["sgd", "adam"]), ["sgd", "adam"]);
  assertThrows(() => names(["sgd"]), Error, "at least two rules");
  assertEquals(isUsual(["sgd", "adam"], optimizers), false);
});

Deno.test("chosenRules beside an earlier run are the new ones alone", () => {
  const preset = presets.standard;
  const names = (chosen: readonly string[], known = optimizers) =>
    chosenRules({ optimizers: known, chosen, preset, baseline }).map(({ plugin }) => plugin.name);
  assertEquals(names(usual), ["mine"]);
  assertEquals(names(["lion"]), ["lion"]);
  const without = optimizers.slice(0, -1);
  assertThrows(() => names(presets.standard.rules, without), Error, "expected a rule that joins");
});
