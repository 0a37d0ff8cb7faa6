import { createEngine } from "@descent/core";
import { assertEquals } from "@std/assert";
import { makeParameter } from "./_testing.ts";
import { createOptimizer } from "./create_optimizer.ts";
import { parameterRule } from "./parameter_rule.ts";
import { sgd } from "./rules/sgd.ts";

Deno.test("parameterRule: counts its own steps, and has the state of each parameter under its name", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const seen: unknown[] = [];
  const plugin = parameterRule({
    ...sgd,
    start: ({ name }, { learningRate }) => ({
      state: { kept: learningRate },
      step: (step, rate) => void seen.push([name, step, rate]),
    }),
  });
  const parameters = ["a", "b"].map((name) =>
    makeParameter(arena, { name, values: [1], gradient: [1] })
  );
  const optimizer = createOptimizer({ plugin, parameters, hyperparameters: { learningRate: 3 } });
  optimizer.step({ step: 7, learningRate: 2 });
  assertEquals(seen, [["a", 1, 2], ["b", 1, 2]]);
  assertEquals(optimizer.state, { a: { kept: 3 }, b: { kept: 3 }, step: 1 });
});
