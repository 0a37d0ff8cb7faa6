import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { makeParameter } from "../_testing.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { samMomentum } from "./sam_momentum.ts";

Deno.test("samMomentum: does what its equations say", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const start = [1, -2, 0.5], curvatures = [1, 3, 0.2];
  const weight = makeParameter(arena, { values: start, gradient: start });
  const slopes = (w: readonly number[]) => w.map((each, i) => curvatures[i] * each);
  const evaluate = () => {
    weight.gradient.data.set(slopes([...weight.value.data]));
    return 0;
  };
  const hyperparameters = { momentum: 0.8, rho: 0.3 };
  const optimizer = createOptimizer({ plugin: samMomentum, parameters: [weight], hyperparameters });
  assertEquals(samMomentum.name, "sam");
  let w = start, u = [0, 0, 0];
  for (let step = 1; step <= 8; step++) {
    optimizer.step({ step, learningRate: 0.1, loss: evaluate(), evaluate });
    const g = slopes(w), norm = Math.hypot(...g);
    const uphill = slopes(w.map((each, i) => each + 0.3 * g[i] / norm));
    u = u.map((each, i) => 0.8 * each + uphill[i]);
    w = w.map((each, i) => each - 0.1 * u[i]);
    w.forEach((each, i) => assertAlmostEquals(weight.value.data[i], each, 1e-12));
  }
});
