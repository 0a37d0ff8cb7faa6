import { createEngine } from "@descent/core";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { makeParameter } from "./_testing.ts";
import { createOptimizer } from "./create_optimizer.ts";
import { extendPlugin } from "./extend_plugin.ts";
import type { Hyperparameter } from "./optimizer_plugin.ts";
import { adam } from "./rules/adam.ts";
import { scheduleFreeSgd } from "./rules/schedule_free_sgd.ts";

const entry: Hyperparameter = { default: 3, range: [0, 9], scale: "linear", doc: "A number." };

Deno.test("extendPlugin gives each its own values, and keeps the plugin's traits", () => {
  const seen: unknown[] = [];
  const plugin = extendPlugin(adam, {
    name: "more",
    title: "More",
    hyperparameters: { extra: entry },
    create(parameters, inner, own) {
      seen.push(inner, own);
      return adam.create(parameters, inner);
    },
  });
  assertEquals(Object.keys(plugin.hyperparameters), [
    "learningRate",
    "beta1",
    "beta2",
    "epsilon",
    "extra",
  ]);
  assertStrictEquals(plugin.reference, adam.reference);
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = [makeParameter(arena, { values: [0], gradient: [1] })];
  createOptimizer({ plugin, parameters, hyperparameters: { extra: 5, beta1: 0.5 } });
  assertEquals(seen, [{ learningRate: 1e-3, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 }, {
    extra: 5,
  }]);
  const free = extendPlugin(scheduleFreeSgd, {
    name: "a",
    title: "A",
    create: scheduleFreeSgd.create,
  });
  assertEquals(free.schedule, scheduleFreeSgd.schedule);
});

Deno.test("extendPlugin refuses a hyperparameter that is there", () => {
  assertThrows(
    () =>
      extendPlugin(adam, {
        name: "a",
        title: "A",
        hyperparameters: { beta1: entry },
        create: adam.create,
      }),
    TypeError,
    "extendPlugin: expected an optimizer without beta1, got 'adam', which has it",
  );
});
