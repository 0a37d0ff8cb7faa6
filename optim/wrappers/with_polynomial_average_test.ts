import { createEngine } from "@descent/core";
import { assertAlmostEquals } from "@std/assert";
import { makeParameter, stepContext } from "../_testing.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { sgd } from "../rules/sgd.ts";
import { withEvaluationView } from "../with_evaluation_view.ts";
import { withPolynomialAverage } from "./with_polynomial_average.ts";

Deno.test("withPolynomialAverage: weights of later steps count more", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const weight = makeParameter(arena, { values: [2], gradient: [0] });
  const optimizer = createOptimizer({
    plugin: withPolynomialAverage(sgd),
    parameters: [weight],
    hyperparameters: { averagePower: 3 },
  });
  const path: number[] = [];
  let wanted = 0;
  for (let t = 1; t <= 9; t++) {
    weight.gradient.data[0] = Math.cos(t);
    optimizer.step(stepContext({ step: t }));
    path.push(weight.value.data[0]);
    wanted += 4 / (3 + t) * (path[t - 1] - wanted);
    const seen = withEvaluationView(optimizer, () => weight.value.data[0]);
    assertAlmostEquals(seen, wanted, 1e-14);
  }
});
