import { createEngine, randomStream } from "@descent/core";
import { hiddenMatrices } from "@descent/optim";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { smallProblem } from "./_small_problem.ts";
import { noisyQuadratic } from "./noisy_quadratic.ts";

/** The minimum under the seed of `smallProblem`. */
function minimum(size = 1000): Float64Array {
  const values = new Float64Array(size);
  randomStream({ seed: 3 }).split("init").fillNormal(values);
  return values;
}

Deno.test("noisy-quadratic: gradients have curvature 1/i and noise of variance 1/(i B)", async () => {
  using engine = createEngine();
  using problem = await smallProblem(noisyQuadratic, { engine, batchSize: 16 });
  const [{ value, gradient }] = problem.parameters;
  value.data.set(minimum().map((x) => x + 2));
  const steps = 2000, sums = [0, 0], squares = [0, 0], places = [0, 9];
  for (let step = 1; step <= steps; step++) {
    problem.nextBatch(step);
    problem.gradients();
    places.forEach((i, k) => {
      sums[k] += gradient.data[i];
      squares[k] += (gradient.data[i] - 2 / (i + 1)) ** 2;
    });
  }
  places.forEach((i, k) => {
    assertAlmostEquals(sums[k] / steps, 2 / (i + 1), 0.03);
    assertAlmostEquals(squares[k] / steps * 16 * (i + 1), 1, 0.1);
  });
  assertEquals(value.size, 1000);
});

Deno.test("noisy-quadratic: the loss is a share of that at the start, 0 at the minimum, and there is no matrix", async () => {
  using engine = createEngine();
  using problem = await smallProblem(noisyQuadratic, { engine, options: { width: 0.5 } });
  assertEquals(problem.evaluate("test").loss, 1);
  const { data } = problem.parameters[0].value;
  data.set(minimum(500).map((x) => x / 2));
  assertAlmostEquals(problem.evaluate("test").loss, 0.25, 1e-12);
  data.set(minimum(500));
  assertEquals(problem.evaluate("test").loss, 0);
  assertEquals(data.length, 500);
  assertEquals(hiddenMatrices(problem.parameters), []);
});
