import { createEngine } from "@descent/core";
import { assertAlmostEquals } from "@std/assert";
import { makeParameter, stepContext } from "../_testing.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { sgd } from "../rules/sgd.ts";
import { withEvaluationView } from "../with_evaluation_view.ts";
import { withLatestAverage } from "./with_latest_average.ts";

Deno.test("withLatestAverage: the last weights of every second step", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const weight = makeParameter(arena, { values: [2], gradient: [0] });
  const optimizer = createOptimizer({
    plugin: withLatestAverage(sgd),
    parameters: [weight],
    hyperparameters: { averageCount: 2, averageEvery: 2 },
  });
  const path: number[] = [];
  for (let t = 1; t <= 9; t++) {
    weight.gradient.data[0] = Math.cos(t);
    optimizer.step(stepContext({ step: t }));
    path.push(weight.value.data[0]);
    const latest = path.filter((_, index) => index % 2 === 1).slice(-2);
    const wanted = latest.length === 0
      ? path[t - 1]
      : latest.reduce((sum, each) => sum + each) / latest.length;
    const seen = withEvaluationView(optimizer, () => weight.value.data[0]);
    assertAlmostEquals(seen, wanted, 1e-14);
  }
});
