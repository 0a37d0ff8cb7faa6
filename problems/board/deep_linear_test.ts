import { createEngine } from "@descent/core";
import { hiddenMatrices } from "@descent/optim";
import { assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { deepLinear } from "./deep_linear.ts";
import { smallProblem } from "./_small_problem.ts";

Deno.test("deep-linear: the map times identities has no loss, on minibatches and the population", async () => {
  const values = { width: 1, initialScale: 1, dataSeed: 0, trainCount: 60 };
  const { map } = await deepLinear.load(values, {}) as unknown as { map: Float64Array };
  using engine = createEngine();
  using problem = await smallProblem(deepLinear, { engine });
  assertEquals(problem.evaluate("test").loss, 1);
  for (const [layer, { value: { data } }] of problem.parameters.entries()) {
    for (let i = 0; i < data.length; i++) data[i] = layer === 2 ? map[i] : i % 33 === 0 ? 1 : 0;
  }
  assertLess(problem.evaluate("test").loss, 1e-20);
  problem.nextBatch(1);
  // The targets are f32.
  assertLess(problem.gradients(), 1e-12);
  // A map of rank 8 with singular values from 2 down to 1/2.
  const squares = map.reduce((sum, element) => sum + element ** 2, 0);
  const wanted = Array.from({ length: 8 }, (_, k) => (2 * 4 ** -(k / 7)) ** 2);
  assertAlmostEquals(squares, wanted.reduce((sum, square) => sum + square, 0), 1e-9);
});

Deno.test("deep-linear: three factors are hidden matrices; a variant is wider", async () => {
  using engine = createEngine();
  using problem = await smallProblem(deepLinear, { engine, options: { width: 2 } });
  assertEquals(hiddenMatrices(problem.parameters).map(({ value }) => value.shape), [
    [64, 64],
    [64, 64],
    [64, 32],
  ]);
});
