import { createEngine } from "@descent/core";
import { checkConformance, checkPlugin, createOptimizer } from "@descent/optim";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import lion from "./lion.ts";

Deno.test("lion: fits the contract and conforms", () => {
  checkPlugin(lion, { source: "lion.ts" });
  assertEquals(checkConformance(lion).results.flatMap(({ failure }) => failure ?? []), []);
});

Deno.test("lion: equals a plain loop", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const start = [1, -2, 3, 0.5, 4];
  const value = arena.from(start, [5], "f64");
  const gradient = arena.tensor([5], "f64");
  const optimizer = createOptimizer({
    plugin: lion,
    parameters: [{ name: "w", value, gradient, role: "weight", decays: true }],
  });
  const w = [...start], m = start.map(() => 0);
  for (let step = 1; step <= 10; step++) {
    const learningRate = 0.1 / step;
    for (let index = 0; index < w.length; index++) {
      const g = gradient.data[index] = index === 4 ? 0 : Math.sin(step * (index + 1));
      w[index] -= learningRate * Math.sign(0.9 * m[index] + 0.1 * g);
      m[index] = 0.99 * m[index] + 0.01 * g;
    }
    optimizer.step({ step, learningRate });
  }
  w.forEach((wanted, index) => assertAlmostEquals(value.data[index], wanted, 1e-14));
  assertEquals(value.data[4], 4);
});
