import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { boundaryValue } from "./boundary_value.ts";
import { fill, smallProblem } from "./_small_problem.ts";

Deno.test("boundary-value: the function 0 has all of the error and of the equation left", async () => {
  using engine = createEngine();
  using problem = await smallProblem(boundaryValue, { engine, batchSize: 2000 });
  fill(problem, 0);
  assertEquals(problem.evaluate("validation").loss, 1);
  problem.nextBatch(1);
  assertAlmostEquals(problem.gradients(), 1, 0.06);
});

Deno.test("boundary-value: a parabola, which a net of constant output is, has the second difference that it should", async () => {
  using engine = createEngine();
  using problem = await smallProblem(boundaryValue, { engine, batchSize: 4 });
  fill(problem, 0);
  problem.nextBatch(1);
  const bias = problem.parameters.at(-1)!;
  // u = c x (1 − x), of which −u″ = 2c: the loss is a parabola in c, whose curvature says 2c.
  const losses = [-1, 0, 1].map((c) => {
    bias.value.data[0] = c;
    return problem.gradients();
  });
  const curvature = losses[0] - 2 * losses[1] + losses[2];
  bias.value.data[0] = 2;
  assertAlmostEquals(
    problem.gradients(),
    losses[1] + (losses[2] - losses[0]) + 2 * curvature,
    1e-9,
  );
  // 2 · 2² over the mean square of f.
  assertAlmostEquals(curvature * 5697 / 8, 1, 0.02);
});

Deno.test("boundary-value: no point of the validation part is one of the test part", async () => {
  using engine = createEngine();
  using problem = await smallProblem(boundaryValue, { engine });
  assertNotEquals(problem.evaluate("validation").loss, problem.evaluate("test").loss);
});
