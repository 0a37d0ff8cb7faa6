import { createEngine } from "@descent/core";
import { assertEquals } from "@std/assert";
import { makeParameter, stepContext } from "../_testing.ts";
import { assertTensorTwin } from "../_twin.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { sgd } from "../rules/sgd.ts";
import { withCentralizedGradients } from "./with_centralized_gradients.ts";

Deno.test("withCentralizedGradients: takes the mean of each output's gradient away", () => {
  assertTensorTwin(withCentralizedGradients(sgd), {}, ({ w, g, rate }) =>
    w.map((each, i) => {
      const mean = [0, 1, 2, 3].reduce((sum, row) => sum + g[row * 3 + i % 3], 0) / 4;
      return each - rate * (g[i] - mean);
    }));
});

Deno.test("withCentralizedGradients: leaves vectors as they are", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const vector = makeParameter(arena, { values: [0, 0], gradient: [1, 3] });
  const optimizer = createOptimizer({
    plugin: withCentralizedGradients(sgd),
    parameters: [vector],
  });
  optimizer.step(stepContext());
  assertEquals([...vector.value.data], [-1, -3]);
});
