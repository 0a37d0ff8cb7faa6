import { createEngine } from "@descent/core";
import { assertAlmostEquals } from "@std/assert";
import { makeParameter, stepContext } from "../_testing.ts";
import { assertTensorTwin } from "../_twin.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { sgd } from "../rules/sgd.ts";
import { withAdaptiveClipping } from "./with_adaptive_clipping.ts";

Deno.test("withAdaptiveClipping: shortens each output's gradient by its weights", () => {
  const hyperparameters = { clipRatio: 0.5, clipEpsilon: 0.1 };
  assertTensorTwin(
    withAdaptiveClipping(sgd),
    hyperparameters,
    ({ w, g, rate }) =>
      w.map((each, i) => {
        const norm = (x: readonly number[]) =>
          Math.hypot(...[0, 1, 2, 3].map((row) => x[row * 3 + i % 3]));
        const bound = 0.5 * Math.max(norm(w), 0.1), length = Math.max(norm(g), 1e-6);
        return each - rate * g[i] * Math.min(1, bound / length);
      }),
  );
});

Deno.test("withAdaptiveClipping: takes a vector as a whole", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const vector = makeParameter(arena, { values: [3, 4], gradient: [0, 10] });
  const hyperparameters = { clipRatio: 0.1 };
  const plugin = withAdaptiveClipping(sgd);
  createOptimizer({ plugin, parameters: [vector], hyperparameters }).step(stepContext());
  assertAlmostEquals(vector.value.data[1], 4 - 0.5, 1e-14);
});
