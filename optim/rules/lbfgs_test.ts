import { createEngine } from "@descent/core";
import { assert, assertAlmostEquals, assertLess } from "@std/assert";
import { makeParameter } from "../_testing.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { lbfgs } from "./lbfgs.ts";

/** Rosenbrock's function and its slopes. */
function rosenbrock([x, y]: readonly number[]): [value: number, dx: number, dy: number] {
  const rise = y - x * x;
  return [100 * rise * rise + (1 - x) ** 2, -400 * x * rise - 2 * (1 - x), 200 * rise];
}

Deno.test("lbfgs: every length meets the strong Wolfe conditions, and it arrives", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const weight = makeParameter(arena, { values: [-1.2, 1], gradient: [0, 0] });
  const { value: { data: w }, gradient: { data: g } } = weight;
  const evaluate = () => {
    const [value, dx, dy] = rosenbrock([...w]);
    g.set([dx, dy]);
    return value;
  };
  const optimizer = createOptimizer({ plugin: lbfgs, parameters: [weight] });
  for (let step = 1; step <= 40; step++) {
    const before = [...w], loss = evaluate(), slopes = [...g];
    optimizer.step({ step, learningRate: 1, loss, evaluate });
    const way = before.map((each, i) => w[i] - each);
    const slope = way[0] * slopes[0] + way[1] * slopes[1];
    if (!(slope < -1e-12)) continue;
    const [value, dx, dy] = rosenbrock([...w]);
    assert(value <= loss + 1e-4 * slope + 1e-15, `step ${step}: decrease`);
    assertLess(Math.abs(way[0] * dx + way[1] * dy), 0.9 * -slope + 1e-12, `step ${step}: slope`);
  }
  assertAlmostEquals(w[0], 1, 1e-6);
  assertAlmostEquals(w[1], 1, 1e-6);
});

Deno.test("lbfgs: without the line search the rate is the length", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const weight = makeParameter(arena, { values: [4], gradient: [0] });
  const evaluate = () => 3 * (weight.gradient.data[0] = 6 * weight.value.data[0]) / 6;
  const optimizer = createOptimizer({
    plugin: lbfgs,
    parameters: [weight],
    hyperparameters: { lineSearch: 0 },
  });
  // The first way is the gradient shortened to 1, the second half of Newton's.
  for (const [index, want] of [3.5, 1.75].entries()) {
    optimizer.step({ step: index + 1, learningRate: 0.5, loss: evaluate(), evaluate });
    assertAlmostEquals(weight.value.data[0], want, 1e-14);
  }
});
