import { createEngine } from "@descent/core";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { illRegression } from "./ill_regression.ts";
import { smallProblem } from "./_small_problem.ts";

const values = { width: 0.125, initialScale: 1, dataSeed: 0, trainCount: 2000 };

Deno.test("ill-regression: inputs have the covariance whose form is the excess risk", async () => {
  const { covariance, train, truth } = await illRegression.load(values, {}) as unknown as {
    covariance: Float64Array;
    truth: Float64Array;
    train: { inputs: Float32Array; targets: Float32Array };
  };
  const d = 13, squares = new Float64Array(d);
  let noise = 0;
  for (let n = 0; n < values.trainCount; n++) {
    let wanted = 0;
    for (let i = 0; i < d; i++) {
      const x = train.inputs[n * d + i];
      squares[i] += x * x / values.trainCount;
      wanted += truth[i] * x;
    }
    noise += (train.targets[n] - wanted) ** 2 / values.trainCount;
  }
  for (let i = 0; i < d; i++) assertAlmostEquals(squares[i], covariance[(d + 1) * i], 0.05);
  assertAlmostEquals(noise, 0.01, 1e-3);
});

Deno.test("ill-regression: no excess risk at the truth, that of the start at the start", async () => {
  const { truth } = await illRegression.load(values, {}) as unknown as { truth: Float64Array };
  using engine = createEngine();
  using problem = await smallProblem(illRegression, { engine, options: { width: 0.125 } });
  assertEquals(problem.evaluate("test").loss, 1);
  const [{ value, role }] = problem.parameters;
  value.data.set(truth);
  assertEquals([problem.evaluate("test").loss, role], [0, "output"]);
  problem.nextBatch(1);
  const loss = problem.gradients();
  assert(loss > 0.001 && loss < 0.1, `${loss}`);
});
