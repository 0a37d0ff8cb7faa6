import { createEngine, type Parameter } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { makeParameter } from "../_testing.ts";
import { assertConforms } from "../conformance/conformance.ts";
import { createOptimizer } from "../create_optimizer.ts";
import type { OptimizerPlugin } from "../optimizer_plugin.ts";
import { adam } from "../rules/adam.ts";
import { scheduleFreeSgd } from "../rules/schedule_free_sgd.ts";
import { restoreState, saveState } from "../state_tree.ts";
import { withRates } from "./with_rates.ts";

/** The values of some parameters after three steps. */
function trained(
  plugin: OptimizerPlugin,
  names: readonly string[],
  learningRate = 0.125,
): number[][] {
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = names.map((name, i) => ({
    ...makeParameter(arena, { values: [1, 2], gradient: [i + 1, -i] }),
    name,
  }));
  const optimizer = createOptimizer({ plugin, parameters });
  for (let step = 1; step <= 3; step++) optimizer.step({ step, learningRate });
  return parameters.map(({ value }) => [...value.data]);
}

const factors: Readonly<Record<string, number>> = { a: 1, b: 0.5, c: 0, d: 0.5 };
const factor = ({ name }: Parameter) => factors[name];

Deno.test("withRates changes no bit with the factor 1, and is the rule at its rate otherwise", () => {
  const names = ["a", "b", "c", "d"];
  assertEquals(trained(withRates(adam, () => 1), names), trained(adam, names));
  const [a, b, c, d] = trained(withRates(adam, factor), names);
  assertEquals(a, trained(adam, names)[0]);
  assertEquals([b, d], [1, 3].map((i) => trained(adam, names, 0.0625)[i]));
  assertEquals(c, [1, 2]);
});

Deno.test("withRates has the state of its groups, which can be restored, and their evaluation views", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = ["a", "b"].map((name) => ({
    ...makeParameter(arena, { values: [1], gradient: [1] }),
    name,
  }));
  const optimizer = createOptimizer({ plugin: withRates(scheduleFreeSgd, factor), parameters });
  assertEquals(Object.keys(optimizer.state), ["rate 1", "rate 0.5"]);
  const values = () => parameters.map(({ value }) => value.data[0]);
  const saved = saveState(optimizer.state), start = values();
  for (let step = 1; step <= 3; step++) optimizer.step({ step, learningRate: 0.1 });
  const end = values();
  optimizer.beginEvaluation?.();
  assertEquals(values().every((value, i) => value !== end[i]), true);
  optimizer.endEvaluation?.();
  assertEquals(values(), end);
  parameters.forEach(({ value }, i) => value.data[0] = start[i]);
  restoreState(optimizer.state, saved);
  for (let step = 1; step <= 3; step++) optimizer.step({ step, learningRate: 0.1 });
  assertEquals(values(), end);
});

Deno.test("withRates passes the conformance suite", () => {
  const plugin = withRates(adam, ({ role }) => role === "bias" ? 2 : 1);
  assertConforms(plugin);
});

Deno.test("withRates refuses a factor that is none", () => {
  for (const wrong of [NaN, -1, Infinity, undefined as unknown as number]) {
    assertThrows(
      () => trained(withRates(adam, () => wrong), ["a"]),
      RangeError,
      `withRates: expected a factor that is finite and at least 0 for 'a', got ${wrong}`,
    );
  }
});
