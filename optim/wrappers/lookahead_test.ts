import { createEngine } from "@descent/core";
import { assertEquals } from "@std/assert";
import { makeParameter, stepContext } from "../_testing.ts";
import { assertTwin } from "../_twin.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { momentum } from "../rules/momentum.ts";
import { sgd } from "../rules/sgd.ts";
import { withEvaluationView } from "../with_evaluation_view.ts";
import { lookahead } from "./lookahead.ts";

Deno.test("lookahead: every k steps slow and fast weights meet, and momentum goes on", () => {
  const hyperparameters = { momentum: 0.8, lookaheadSteps: 3, slowShare: 0.25 };
  assertTwin(lookahead(momentum), hyperparameters, ({ w, g, t, rate, s }) => {
    if (t === 1) s.slow = w;
    s.u = 0.8 * s.u + g;
    const fast = w - rate * s.u;
    if (t % 3 !== 0) return fast;
    s.slow += 0.25 * (fast - s.slow);
    return s.slow;
  });
});

Deno.test("lookahead: slow weights are evaluated", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const weight = makeParameter(arena, { values: [0], gradient: [-1] });
  const hyperparameters = { lookaheadSteps: 2, slowShare: 0.5 };
  const optimizer = createOptimizer({
    plugin: lookahead(sgd),
    parameters: [weight],
    hyperparameters,
  });
  const seen = () => withEvaluationView(optimizer, () => weight.value.data[0]);
  const path: number[] = [seen()];
  for (let step = 1; step <= 3; step++) {
    optimizer.step(stepContext({ step }));
    path.push(seen());
  }
  assertEquals([path, weight.value.data[0]], [[0, 0, 1, 1], 2]);
});
