import { assertEquals, assertThrows } from "@std/assert";
import {
  assertAgreesWithReference,
  assertMasksAndNaN,
  assertSameForAnyThreads,
  type RowFunction,
} from "../checking/_row_reference.ts";
import { threadsAllowed } from "../_threads_allowed.ts";
import { createEngine } from "../memory/engine.ts";
import { softmaxGradientRows, softmaxRows } from "./softmax_rows.ts";

const softmax: RowFunction = {
  forward: softmaxRows,
  backward: softmaxGradientRows,
  plainForward: plainSoftmax,
  plainBackward(x, dy) {
    const y = plainSoftmax(x), mean = y.reduce((sum, value, k) => sum + value * dy[k], 0);
    return y.map((value, k) => value * (dy[k] - mean));
  },
};

function plainSoftmax(x: readonly number[]): number[] {
  const total = x.reduce((sum, value) => sum + Math.exp(value), 0);
  return x.map((value) => Math.exp(value) / total);
}

for (const [dtype, bound] of [["f32", 1e-6], ["f64", 1e-14]] as const) {
  Deno.test(`softmaxRows and its gradient agree with the reference implementations in ${dtype}`, () => {
    assertAgreesWithReference(softmax, dtype, bound);
  });
}

Deno.test({
  name: "softmaxRows gives the same bits for any number of threads",
  ignore: !threadsAllowed(),
  fn: () => assertSameForAnyThreads(softmax),
});

Deno.test("softmaxRows: a score of minus infinity is masked, and NaN stays NaN", () => {
  assertMasksAndNaN(softmax, 0);
});

Deno.test("softmaxRows: scores at both ends of the element type's range are finite ones", () => {
  using engine = createEngine();
  for (const [dtype, most] of [["f32", 3.3e38], ["f64", 1.7e308]] as const) {
    using arena = engine.arena();
    const x = arena.from([most, -most, most / 2, 0], [1, 4], dtype);
    const y = softmaxRows(x, arena.tensor([1, 4], dtype));
    const wanted = [1, 0, 0, 0];
    assertEquals([...y.data], wanted);
  }
});

Deno.test("softmaxRows refuses shapes and element types that do not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([2, 3]);
  assertThrows(
    () => softmaxRows(x, arena.tensor([2, 4])),
    TypeError,
    "got f32 [2, 3], f32 [2, 4]",
  );
  assertThrows(
    () => softmaxGradientRows<Parameters<typeof softmaxRows>[0]>(x, x, arena.tensor([2, 3], "f64")),
    TypeError,
    "got f32 [2, 3], f32 [2, 3], f64 [2, 3]",
  );
  assertEquals(softmaxRows(arena.tensor([2, 0]), arena.tensor([2, 0])).size, 0);
});
