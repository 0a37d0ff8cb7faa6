import { createEngine, type Shape } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { softmaxCrossEntropy, type SoftmaxCrossEntropyOptions } from "./softmax_cross_entropy.ts";

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

Deno.test("Scores of a sequence count row by row", () => {
  const { arena, loss } = built([2, 2, 3]), { arena: other, loss: rows } = built([4, 3]);
  const numbers = Array.from({ length: 12 }, (_, i) => Math.sin(5 * i)), classes = [0, 2, 1, 1];
  const sequence = loss.forward(
    arena.from(numbers, [2, 2, 3], "f64"),
    arena.from(classes, [2, 2], "i32"),
  );
  assertEquals(
    sequence,
    rows.forward(other.from(numbers, [4, 3], "f64"), other.from(classes, [4], "i32")),
  );
  assertEquals(loss.backward().data, rows.backward().data);
  assertEquals(loss.losses.shape, [2, 2]);
});

/** Loss, gradient and losses of two rows of three scores. */
function twoRows(
  options: SoftmaxCrossEntropyOptions,
  classes: readonly number[],
  sampleWeights?: readonly number[],
) {
  using engine = createEngine();
  using arena = engine.arena();
  const loss = softmaxCrossEntropy(options).build([2, 3], { arena, dtype: "f64" });
  const x = arena.from([0.5, -1, 2, 1, 0, -3], [2, 3], "f64");
  const target = options.targets === "probabilities"
    ? arena.from(classes, [2, 3], "f64")
    : arena.from(classes, [2], "i32");
  const weights = sampleWeights && arena.from(sampleWeights, [2], "f64");
  const value = loss.forward(x, target, weights);
  return { value, gradient: [...loss.backward().data], losses: [...loss.losses.data] };
}

function assertClose(got: readonly number[], want: readonly number[]) {
  assertEquals(got.length, want.length);
  got.forEach((each, i) => assertAlmostEquals(each, want[i], 1e-14));
}

Deno.test("Reductions: the sum is twice the mean of two rows, and none keeps the rows apart", () => {
  const mean = twoRows({}, [0, 1]), sum = twoRows({ reduction: "sum" }, [0, 1]);
  const none = twoRows({ reduction: "none" }, [0, 1]);
  assertClose(sum.gradient, mean.gradient.map((each) => 2 * each));
  assertAlmostEquals(sum.value, 2 * mean.value, 1e-14);
  assertClose(none.losses, mean.losses);
  assertAlmostEquals(none.losses[0] + none.losses[1], none.value, 1e-14);
});

Deno.test("Class weights multiply rows and divide the mean, sample weights too, and an ignored row is as if absent", () => {
  const { losses: [first, second], gradient } = twoRows({ reduction: "none" }, [0, 1]);
  const weighted = twoRows({ classWeights: [3, 5, 7] }, [0, 1], [2, 1]);
  assertAlmostEquals(weighted.value, (6 * first + 5 * second) / 11, 1e-14);
  assertClose(weighted.gradient, gradient.map((each, i) => each * (i < 3 ? 6 : 5) / 11));
  const ignored = twoRows({ ignoreIndex: -100 }, [-100, 1]);
  assertAlmostEquals(ignored.value, second, 1e-14);
  assertClose(ignored.gradient, [0, 0, 0, ...gradient.slice(3)]);
  assertEquals(twoRows({ ignoreIndex: -1 }, [-1, -1]).value, NaN);
});

Deno.test("Smoothing with class weights, and the same as probabilities, is the same loss", () => {
  const s = 0.3, weights = [3, 5, 7];
  const smooth = twoRows({ labelSmoothing: s, classWeights: weights }, [0, 1]);
  const spread = [[1, 0, 0], [0, 1, 0]].flat().map((q) => (1 - s) * q + s / 3);
  const given = twoRows(
    { targets: "probabilities", classWeights: weights, reduction: "sum" },
    spread,
  );
  assertAlmostEquals(smooth.value, given.value / 8, 1e-14);
  assertClose(smooth.gradient, given.gradient.map((each) => each / 8));
  const also = twoRows({ targets: "probabilities", labelSmoothing: s }, [1, 0, 0, 0, 1, 0], [1, 0]);
  assertClose(
    also.gradient.slice(0, 3),
    twoRows({ labelSmoothing: s, reduction: "sum" }, [0, 1]).gradient.slice(0, 3),
  );
  assertClose(also.gradient.slice(3), [0, 0, 0]);
});

Deno.test("Predictions, targets and options that do not fit are refused", () => {
  assertThrows(() => built([5]), TypeError, "expected scores [N, K]");
  assertThrows(() => built([5, 0]), TypeError, "got [N, 0]");
  assertThrows(() => built([5, 2], 1.5), RangeError, "from 0 to 1, got 1.5");
  assertThrows(() => built([5, 2], NaN), RangeError, "got NaN");
  const { arena, loss } = built([2, 3]), x = arena.tensor([2, 3], "f64");
  assertThrows(() => loss.forward(x, x), TypeError, "targets [2] of type i32, got f64 [2, 3]");
  assertThrows(() => loss.forward(x, arena.from([0, 3], [2], "i32")), RangeError, "got 3 at 1");
  assertThrows(() => loss.forward(x, arena.tensor([1], "i32")), TypeError, "got i32 [1]");
  assertThrows(
    () => twoRows({ classWeights: [1, 2] }, [0, 1]),
    TypeError,
    "expected 3 class weights",
  );
  assertThrows(() => twoRows({ classWeights: [1, 2, -1] }, [0, 1]), RangeError, "got -1");
  assertThrows(() => twoRows({}, [0, 1], [1, -1]), RangeError, "sample weights");
  const both = { labelSmoothing: 0.1, classWeights: [1, 2, 3] };
  assertThrows(() => twoRows(both, [0, 3]), RangeError, "targets from 0 to 2, got 3 at 1");
  const probabilities = { targets: "probabilities" } as const;
  assertThrows(() => twoRows(probabilities, [0, 0, 0, 0, 0, -1]), RangeError, "got -1 at 5");
  assertThrows(
    () => softmaxCrossEntropy({ ...probabilities, ignoreIndex: 1 }),
    TypeError,
    "weight 0",
  );
  assertThrows(() => softmaxCrossEntropy({ ignoreIndex: 0.5 }), RangeError, "whole number");
  const reduction = "median" as "mean";
  assertThrows(() => softmaxCrossEntropy({ reduction }), TypeError, `got "median"`);
});
