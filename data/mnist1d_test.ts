import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { loadMnist1d } from "./mnist1d.ts";

const counts = { trainCount: 1000, validationCount: 20, testCount: 20 };
const { train, validation, test } = loadMnist1d(counts);

Deno.test("loadMnist1d standardizes by the training part", () => {
  const inputs = Array.from(train.inputs);
  const mean = inputs.reduce((sum, x) => sum + x, 0) / inputs.length;
  const variance = inputs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / inputs.length;
  assertAlmostEquals(mean, 0, 1e-5);
  assertAlmostEquals(variance, 1, 1e-5);
});

Deno.test("loadMnist1d draws an example from its part, number and seed alone", () => {
  const fewer = loadMnist1d({ ...counts, testCount: 10 });
  assertEquals(fewer.test.inputs, test.inputs.slice(0, 400));
  assertEquals([...test.targets.slice(8, 12)], [8, 9, 0, 1]);
  assertNotEquals(validation.inputs, test.inputs);
  assertNotEquals(loadMnist1d({ ...counts, seed: 1 }).train.inputs, train.inputs);
});

Deno.test("loadMnist1d's digits differ where they lie, so that their nearest examples tell little more than chance", () => {
  // A linear model gets a third of the published examples right; the nearest neighbour here is of that order.
  let right = 0;
  for (let n = 0; n < test.count; n++) {
    const distances = Array.from({ length: train.count }, (_, m) => {
      let sum = 0;
      for (let i = 0; i < 40; i++) sum += (train.inputs[40 * m + i] - test.inputs[40 * n + i]) ** 2;
      return sum;
    });
    const nearest = distances.indexOf(Math.min(...distances));
    if (train.targets[nearest] === test.targets[n]) right++;
  }
  assert(right >= 3 && right <= 17, `${right} of ${test.count}`);
});

Deno.test("loadMnist1d refuses a part without examples", () => {
  assertThrows(() => loadMnist1d({ trainCount: 0 }), RangeError, "expected trainCount");
});
