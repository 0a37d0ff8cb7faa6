import { createEngine, type Shape } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { softmaxCrossEntropy } from "./softmax_cross_entropy.ts";

function built(prediction: Shape, labelSmoothing?: number) {
  const engine = createEngine(), arena = engine.arena();
  const options = labelSmoothing === undefined ? {} : { labelSmoothing };
  return { arena, loss: softmaxCrossEntropy(options).build(prediction, { arena, dtype: "f64" }) };
}

Deno.test("The loss is the mean over the batch, and so is the gradient", () => {
  const { arena, loss } = built([2, 2]);
  const x = arena.from([0, 0, 0, Math.log(3)], [2, 2], "f64");
  const value = loss.forward(x, arena.from([0, 1], [2], "i32"));
  assertAlmostEquals(value, (Math.log(2) + Math.log(4 / 3)) / 2, 1e-15);
  [-0.25, 0.25, 0.125, -0.125].forEach((want, i) =>
    assertAlmostEquals(loss.backward().data[i], want, 1e-15)
  );
});

Deno.test("A label smoothing of 1 asks for equal probabilities, whatever the target", () => {
  const { arena, loss } = built([1, 4], 1);
  assertAlmostEquals(
    loss.forward(arena.tensor([1, 4], "f64"), arena.from([2], [1], "i32")),
    Math.log(4),
    1e-15,
  );
  assertEquals([...loss.backward().data], [0, 0, 0, 0]);
});

Deno.test("Logits of 10000 in size have a finite loss and gradient, smoothed or not", () => {
  for (const [smoothing, want] of [[0, 2e4], [0.1, 0.95 * 2e4]]) {
    const { arena, loss } = built([1, 2], smoothing);
    const x = arena.from([1e4, -1e4], [1, 2], "f64");
    assertAlmostEquals(loss.forward(x, arena.from([1], [1], "i32")), want, 1e-11);
    const [first, second] = loss.backward().data;
    assertAlmostEquals(first, 1 - smoothing / 2, 1e-15);
    assertAlmostEquals(second, smoothing / 2 - 1, 1e-15);
  }
});

Deno.test("Predictions, targets and smoothings that do not fit are refused", () => {
  assertThrows(() => built([5, 1, 10]), TypeError, "expected scores [N, K]");
  assertThrows(() => built([5, 0]), TypeError, "got [N, 0]");
  assertThrows(() => built([5, 2], 1.5), RangeError, "from 0 to 1, got 1.5");
  assertThrows(() => built([5, 2], NaN), RangeError, "got NaN");
  const { arena, loss } = built([2, 3]), x = arena.tensor([2, 3], "f64");
  assertThrows(() => loss.forward(x, x), TypeError, "targets [N] of type i32, got f64 [2, 3]");
  assertThrows(() => loss.forward(x, arena.from([0, 3], [2], "i32")), RangeError, "got 3 at 1");
  assertThrows(() => loss.forward(x, arena.tensor([1], "i32")), TypeError, "[2, 3], [1]");
});
