import { assertEquals, assertLess, assertThrows } from "@std/assert";
import {
  assertAgreesWithReference,
  assertMasksAndNaN,
  assertSameForAnyThreads,
  type RowFunction,
} from "../checking/_row_reference.ts";
import { threadsAllowed } from "../_threads_allowed.ts";
import { createEngine } from "../memory/engine.ts";
import { logSoftmaxGradientRows, logSoftmaxRows } from "./log_softmax_rows.ts";

const logSoftmax: RowFunction = {
  forward: logSoftmaxRows,
  backward: logSoftmaxGradientRows,
  plainForward: plainLogSoftmax,
  plainBackward(x, dy) {
    const sum = dy.reduce((total, value) => total + value, 0);
    return plainLogSoftmax(x).map((value, k) => dy[k] - Math.exp(value) * sum);
  },
};

function plainLogSoftmax(x: readonly number[]): number[] {
  const logTotal = Math.log(x.reduce((sum, value) => sum + Math.exp(value), 0));
  return x.map((value) => value - logTotal);
}

for (const [dtype, bound] of [["f32", 2e-6], ["f64", 2e-14]] as const) {
  Deno.test(`logSoftmaxRows and its gradient agree with the reference implementations in ${dtype}`, () => {
    assertAgreesWithReference(logSoftmax, dtype, bound);
  });
}

Deno.test({
  name: "logSoftmaxRows gives the same bits for any number of threads",
  ignore: !threadsAllowed(),
  fn: () => assertSameForAnyThreads(logSoftmax),
});

Deno.test("logSoftmaxRows: a score of minus infinity is masked, and NaN stays NaN", () => {
  assertMasksAndNaN(logSoftmax, -Infinity);
});

Deno.test("logSoftmaxRows: scores at both ends of the element type's range are finite ones", () => {
  using engine = createEngine();
  for (const [dtype, most] of [["f32", 3.3e38], ["f64", 1.7e308]] as const) {
    using arena = engine.arena();
    const x = arena.from([most, -most, most / 2, 0], [1, 4], dtype);
    const y = logSoftmaxRows(x, arena.tensor([1, 4], dtype));
    // What lies further below the largest than the range reaches is beyond it.
    const wanted = [0, -Infinity, x.data[2] - x.data[0], -x.data[0]];
    assertEquals([...y.data], wanted);
  }
});

Deno.test("A confident row keeps its digits in f32", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const [first, second] = logSoftmaxRows(arena.from([20, 0], [1, 2]), arena.tensor([1, 2])).data;
  assertLess(Math.abs(first / -Math.log1p(Math.exp(-20)) - 1), 1e-6);
  assertEquals(second, -20);
});

Deno.test("logSoftmaxRows refuses shapes that do not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => logSoftmaxRows(arena.tensor([2, 3]), arena.tensor([6])),
    TypeError,
    "logSoftmaxRows: expected tensors of one shape [..., K]",
  );
});
