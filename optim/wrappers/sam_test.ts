import { createEngine, type Tensor } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { stepContext } from "../_testing.ts";
import { createOptimizer } from "../create_optimizer.ts";
import type { OptimizerPlugin } from "../optimizer_plugin.ts";
import { sgd } from "../rules/sgd.ts";
import { grams } from "./grams.ts";
import { asam, sam } from "./sam.ts";

const start = [1, -2, 0.5, 3], curvatures = [1, 3, 0.2, 2];
const slopes = (w: readonly number[]) => w.map((each, i) => curvatures[i] * each);

/** One step at rate 0.1 from the start, of a matrix [2, 1] and a vector [2]. */
function step(plugin: OptimizerPlugin, hyperparameters: Record<string, number>): number[] {
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = [[2, 1], [2]].map((shape, which) => ({
    name: `w${which}`,
    value: arena.from(start.slice(2 * which, 2 * which + 2), shape, "f64") as Tensor,
    gradient: arena.tensor(shape, "f64") as Tensor,
    role: "weight" as const,
    decays: true,
  }));
  const all = () => parameters.flatMap(({ value }) => [...value.data]);
  const evaluate = () => {
    const g = slopes(all());
    parameters.forEach(({ gradient }, which) =>
      gradient.data.set(g.slice(2 * which, 2 * which + 2))
    );
    return 0;
  };
  const optimizer = createOptimizer({ plugin, parameters, hyperparameters });
  optimizer.step({ step: 1, learningRate: 0.1, loss: evaluate(), evaluate });
  return all();
}

/** The same, with factors T of the way uphill. */
function twin(factors: readonly number[], rho: number): number[] {
  const g = slopes(start), length = Math.hypot(...g.map((each, i) => factors[i] * each));
  const uphill = slopes(start.map((w, i) => w + rho * factors[i] ** 2 * g[i] / length));
  return start.map((w, i) => w - 0.1 * uphill[i]);
}

Deno.test("sam: steps with the gradient uphill, the norm over all parameters", () => {
  const came = step(sam(sgd), { rho: 0.5 }), want = twin([1, 1, 1, 1], 0.5);
  came.forEach((each, i) => assertAlmostEquals(each, want[i], 1e-11));
});

Deno.test("asam: goes uphill as the weights are large, vectors if they are told to", () => {
  for (const matricesOnly of [0, 1]) {
    const factors = start.map((w, i) => matricesOnly && i >= 2 ? 1 : Math.abs(w) + 0.1);
    const came = step(asam(sgd), { rho: 0.5, eta: 0.1, matricesOnly });
    came.forEach((each, i) => assertAlmostEquals(each, twin(factors, 0.5)[i], 1e-11));
  }
});

Deno.test("sam: needs an evaluation", () => {
  const optimizer = createOptimizer({ plugin: sam(sgd), parameters: [] });
  assertThrows(
    () => optimizer.step(stepContext()),
    TypeError,
    "Optimizer 'sam-sgd': expected a step's context with evaluate",
  );
});

Deno.test("sam, asam: a step counts two evaluations, also inside another wrapper", () => {
  const counts = [sam(sgd), asam(sgd), grams(sam(sgd)), grams(sgd)].map((plugin) =>
    plugin.evaluationsPerStep
  );
  assertEquals(counts, [2, 2, 2, undefined]);
});
