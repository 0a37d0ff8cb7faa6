import { createEngine } from "@descent/core";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { fill, smallProblem } from "./_small_problem.ts";
import { rotatedQuadratic } from "./rotated_quadratic.ts";

Deno.test("rotated-quadratic: the Hessian has the trace of its eigenvalues and is not diagonal", async () => {
  const values = { width: 1, initialScale: 1, dataSeed: 0 };
  const { hessian } = await rotatedQuadratic.load(values, {}) as unknown as {
    hessian: Float64Array;
  };
  let trace = 0, squares = 0;
  for (let i = 0; i < 100; i++) trace += hessian[101 * i];
  for (const element of hessian) squares += element ** 2;
  // 90 from 0 to 1, ten from 30 to 60.
  assert(trace > 300 + 20 && trace < 600 + 70, `${trace}`);
  assert(squares > 9000 && squares < 36_090, `${squares}`);
  assertAlmostEquals(hessian[1], hessian[100], 1e-12);
  assert(Math.abs(hessian[1]) > 1e-3);
});

Deno.test("rotated-quadratic: starts at 0, is lowest at ones, and another step has another noise", async () => {
  using engine = createEngine();
  using problem = await smallProblem(rotatedQuadratic, { engine });
  const [{ value, gradient }] = problem.parameters;
  assertEquals([...value.data.slice(0, 3), problem.evaluate("validation").loss], [0, 0, 0, 1]);
  fill(problem, 1);
  assertEquals(problem.evaluate("validation").loss, 0);
  const gradients = [1, 2].map((step) => {
    problem.nextBatch(step);
    problem.gradients();
    return gradient.data[0];
  });
  assert(gradients[0] !== gradients[1] && gradients[0] !== 0);
});
