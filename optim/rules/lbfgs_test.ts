import { createEngine } from "@descent/core";
import { assert, assertAlmostEquals, assertGreater, assertLess } from "@std/assert";
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

/** `H·g` of the inverse Hessian that BFGS makes of pairs from γ·I, as a matrix: `H ← (I − ρ·s·yᵀ)·H·(I − ρ·y·sᵀ) + ρ·s·sᵀ`. */
function quasiNewton(
  pairs: readonly { readonly s: readonly number[]; readonly y: readonly number[] }[],
  g: readonly number[],
): number[] {
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, each, i) => sum + each * b[i], 0);
  const last = pairs.at(-1),
    gamma = last === undefined ? 1 : dot(last.s, last.y) / dot(last.y, last.y);
  let h = g.map((_, i) => g.map((_, j) => i === j ? gamma : 0));
  for (const { s, y } of pairs) {
    const rho = 1 / dot(s, y), hy = h.map((row) => dot(row, y)), yhy = dot(y, hy);
    h = h.map((row, i) =>
      row.map((each, j) =>
        each - rho * (s[i] * hy[j] + hy[i] * s[j]) + (rho * rho * yhy + rho) * s[i] * s[j]
      )
    );
  }
  return h.map((row) => dot(row, g));
}

for (const lineSearch of [0, 1]) {
  Deno.test(`lbfgs: goes where BFGS of its pairs leads, ${lineSearch ? "as far as the line search goes" : "at the rate"}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const start = [1.5, -0.5, 2, 0.3, -1];
    const weight = makeParameter(arena, { values: start, gradient: start });
    const slope = (w: readonly number[]) =>
      w.map((x, i) => (1 + i) * x + x ** 3 + 0.3 * (w[i - 1] ?? 0) + 0.3 * (w[i + 1] ?? 0));
    const evaluate = () => {
      const w = [...weight.value.data];
      weight.gradient.data.set(slope(w));
      return w.reduce(
        (sum, x, i) => sum + (1 + i) * x * x / 2 + x ** 4 / 4 + 0.3 * x * (w[i + 1] ?? 0),
        0,
      );
    };
    const hyperparameters = { lineSearch, historySize: 3 };
    const optimizer = createOptimizer({ plugin: lbfgs, parameters: [weight], hyperparameters });
    let pairs: { s: number[]; y: number[] }[] = [];
    for (let step = 1; step <= 8; step++) {
      const before = [...weight.value.data], loss = evaluate(), g = slope(before);
      optimizer.step({ step, learningRate: 0.5, loss, evaluate });
      const way = quasiNewton(pairs, g).map((each) => -each);
      const s = before.map((each, i) => weight.value.data[i] - each);
      const total = g.reduce((sum, each) => sum + Math.abs(each), 0);
      const rate = 0.5 * (step === 1 ? Math.min(1, 1 / total) : 1);
      const length = lineSearch ? s[0] / way[0] : rate;
      assertGreater(length, 0);
      s.forEach((each, i) => assertAlmostEquals(each, length * way[i], 1e-9, `step ${step}`));
      const y = slope([...weight.value.data]).map((each, i) => each - g[i]);
      pairs = [...pairs, { s, y }].slice(-3);
    }
  });
}
