import { createEngine } from "@descent/core";
import { assertEquals } from "@std/assert";
import { makeParameter, stepContext } from "../_testing.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { sgd } from "../rules/sgd.ts";
import { withValueClipping } from "./with_value_clipping.ts";

Deno.test("withValueClipping: cuts each element by itself and leaves the true gradient", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const gradient = [0.25, -0.25, 0.5, -0.5, 3, -3, Infinity, -Infinity, NaN];
  for (const dtype of ["f32", "f64"] as const) {
    const parameter = makeParameter(arena, { values: gradient.map(() => 0), gradient, dtype });
    createOptimizer({
      plugin: withValueClipping(sgd),
      parameters: [parameter],
      hyperparameters: { clipValue: 0.5 },
    }).step(stepContext());
    const moved = Array.from(parameter.value.data, (value) => -value);
    assertEquals(moved, [0.25, -0.25, 0.5, -0.5, 0.5, -0.5, 0.5, -0.5, NaN]);
    assertEquals([...parameter.gradient.data], gradient);
  }
});
