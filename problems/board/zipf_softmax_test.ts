import { createEngine } from "@descent/core";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { fill, smallProblem } from "./_small_problem.ts";
import { zipfSoftmax } from "./zipf_softmax.ts";

Deno.test("zipf-softmax: the first class is as frequent as its probability, and twice as frequent as the second", async () => {
  const counts = { trainCount: 4000, validationCount: 1, testCount: 1 };
  const values = { width: 0.125, initialScale: 1, dataSeed: 0, ...counts };
  const { train: { targets } } = await zipfSoftmax.load(values, {}) as unknown as {
    train: { targets: Int32Array };
  };
  const frequency = (k: number) => targets.filter((target) => target === k).length / 4000;
  // 1 / Σ 1/k over 256 classes.
  assertAlmostEquals(frequency(0), 0.1633, 0.02);
  assertAlmostEquals(frequency(1), 0.0816, 0.015);
  assert(targets.every((target) => target >= 0 && target < 256));
});

Deno.test("zipf-softmax: a uniform guess costs ln 256, each class alike", async () => {
  using engine = createEngine();
  using problem = await smallProblem(zipfSoftmax, { engine, options: { validationCount: 4000 } });
  fill(problem, 0);
  const { loss, macroLoss } = problem.evaluate("validation");
  assertAlmostEquals(loss, Math.log(256), 1e-9);
  // An estimate by probabilities, of which rare classes have many examples or none.
  assertAlmostEquals(macroLoss, Math.log(256), 1.5);
  assertEquals(problem.parameters[0].role, "output");
});
