import { createEngine, randomStream } from "@descent/core";
import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { assertLossMatchesReference } from "./_element_loss_checks.ts";
import { binaryCrossEntropy } from "./binary_cross_entropy.ts";

Deno.test("binaryCrossEntropy is the reference implementation", () => {
  const random = randomStream({ seed: 34 });
  const logistic = (x: number) => 1 / (1 + Math.exp(-x));
  assertLossMatchesReference(binaryCrossEntropy(), {
    value: (x, t) => -t * Math.log(logistic(x)) - (1 - t) * Math.log(logistic(-x)),
    slope: (x, t) => logistic(x) - t,
  }, () => random.integer(3) / 2);
});

function lossOf(logit: number, target: number) {
  using engine = createEngine();
  using arena = engine.arena();
  const built = binaryCrossEntropy().build([1, 1], { arena, dtype: "f32" });
  const value = built.forward(arena.from([logit], [1, 1]), arena.from([target], [1, 1]));
  return { value, slope: built.backward().data[0] };
}

Deno.test("Logits of 10000 in size are no problem", () => {
  assertEquals(lossOf(1e4, 0), { value: 1e4, slope: 1 });
  assertEquals(lossOf(-1e4, 1), { value: 1e4, slope: -1 });
  assertEquals(lossOf(1e4, 1), { value: 0, slope: -0 });
});

Deno.test("A confident right answer keeps its digits in f32", () => {
  const { value, slope } = lossOf(20, 1);
  assertLess(Math.abs(value / Math.log1p(Math.exp(-20)) - 1), 1e-6);
  assertLess(Math.abs(slope * -(1 + Math.exp(20)) - 1), 1e-6);
});

Deno.test("Targets that are no probabilities are refused", () => {
  assertThrows(() => lossOf(0, 1.5), RangeError, "expected targets from 0 to 1, got 1.5 at 0");
  assertThrows(() => lossOf(0, -1), RangeError, "got -1");
  assertThrows(() => lossOf(0, NaN), RangeError, "got NaN");
});

Deno.test("Weights multiply an output's loss, positive weights its positive part", () => {
  const random = randomStream({ seed: 35 });
  const logistic = (x: number) => 1 / (1 + Math.exp(-x));
  assertLossMatchesReference(binaryCrossEntropy({ weight: 0.5, posWeight: 3 }), {
    value: (x, t) => 0.5 * (-3 * t * Math.log(logistic(x)) - (1 - t) * Math.log(logistic(-x))),
    slope: (x, t) => 0.5 * (-3 * t * logistic(-x) + (1 - t) * logistic(x)),
  }, () => random.integer(3) / 2);
  assertThrows(() => binaryCrossEntropy({ posWeight: [1, -1] }), RangeError, "posWeight: expected");
  using engine = createEngine();
  using arena = engine.arena();
  const context = { arena, dtype: "f64" as const };
  assertThrows(
    () => binaryCrossEntropy({ weight: [1, 2] }).build([4, 3], context),
    TypeError,
    "expected one number or 3",
  );
  const loss = binaryCrossEntropy({ weight: [1, 2], reduction: "none" }).build([1, 2], context);
  const x = arena.from([0, 0], [1, 2], "f64"), t = arena.from([1, 1], [1, 2], "f64");
  loss.forward(x, t, arena.from([10], [1], "f64"));
  assertEquals([...loss.losses.data], [10 * Math.LN2, 20 * Math.LN2]);
  assertEquals([...loss.backward().data], [-5, -10]);
});
