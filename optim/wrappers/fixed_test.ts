import { assertEquals, assertGreater, assertThrows } from "@std/assert";
import { assertConforms } from "../conformance/conformance.ts";
import { identityDistance } from "../conformance/rule_identities.ts";
import { parseOptimizer } from "../parse_optimizer.ts";
import { adamw } from "../rules/adamw.ts";
import { cautious } from "./cautious.ts";
import { fixed } from "./fixed.ts";
import { scheduled } from "./scheduled.ts";

const held = parseOptimizer("adamw(beta1: default, weight-decay: default)");

Deno.test("fixed makes the steps of its rule at the defaults, to the bit, inside of wrappers and schedules too", () => {
  const hyperparameters = { beta2: 0.9, epsilon: 1e-3 };
  assertConforms(held);
  for (const wrap of [(plugin: typeof held) => plugin, cautious]) {
    const left = { plugin: wrap(held), hyperparameters };
    const right = { plugin: wrap(adamw), hyperparameters };
    assertEquals(identityDistance({ left, right }), 0);
    const other = { ...right, hyperparameters: { ...hyperparameters, beta1: 0.5 } };
    assertGreater(identityDistance({ left, right: other }), 1e-3);
  }
  const halved = { beta2: () => () => 0.5 };
  const left = { plugin: scheduled(held, halved) }, right = { plugin: scheduled(adamw, halved) };
  assertEquals(identityDistance({ left, right }), 0);
});

Deno.test("fixed leaves no dimension for a search, and its text and name say what is held", () => {
  assertEquals(Object.keys(held.hyperparameters), ["learningRate", "beta2", "epsilon"]);
  assertEquals(held.name, "fixed-beta1-and-weight-decay-in-adamw");
  assertEquals(held.title, "AdamW with beta1 fixed at 0.9, weightDecay fixed at 0.01");
  assertEquals([held.fixed?.plugin, held.schedulable?.includes("beta1")], [adamw, false]);
  for (
    const text of [
      "cautious(adam(beta1: default))",
      "adamw(beta1: default, weight-decay: cosine(0.1))",
    ]
  ) {
    const plugin = parseOptimizer(text), again = parseOptimizer(plugin.name);
    assertEquals([again.name, again.title], [plugin.name, plugin.title]);
  }
  // Around it, or scheduled, it is no ablation of the rule any more.
  assertEquals([cautious(held).fixed, scheduled(held, {}).fixed], [undefined, undefined]);
});

Deno.test("fixed refuses what is no hyperparameter, the learning rate, and nothing", () => {
  assertThrows(() => fixed(adamw, []), TypeError, "(beta1, beta2, epsilon, weightDecay), got none");
  assertThrows(() => fixed(adamw, ["learningRate"]), TypeError, "got 'learningRate'");
  assertThrows(
    () => parseOptimizer("adamw(bta1: default)"),
    RangeError,
    "did you mean beta1 or beta2?",
  );
});
