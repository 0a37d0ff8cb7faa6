import { createEngine, type DType, randomStream } from "@descent/core";
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

function lossOf(logit: number, target: number, dtype: DType = "f32") {
  using engine = createEngine();
  using arena = engine.arena();
  const built = binaryCrossEntropy().build([1, 1], { arena, dtype });
  const x = arena.from([logit], [1, 1], dtype), t = arena.from([target], [1, 1], dtype);
  const value = built.forward(x, t);
  return { value, slope: built.backward().data[0] };
}

Deno.test("Logits of 10000 in size are no problem", () => {
  assertEquals(lossOf(1e4, 0), { value: 1e4, slope: 1 });
  assertEquals(lossOf(-1e4, 1), { value: 1e4, slope: -1 });
  assertEquals(lossOf(1e4, 1), { value: 0, slope: -0 });
});

Deno.test("An infinite logit costs nothing where its target agrees, and everything elsewhere", () => {
  for (const dtype of ["f32", "f64"] as const) {
    const agrees = [[Infinity, 1], [-Infinity, 0]], differs = [[Infinity, 0], [-Infinity, 1]];
    for (const [logit, target] of agrees) {
      const { value, slope } = lossOf(logit, target, dtype);
      assertEquals([value, Math.abs(slope)], [0, 0]);
    }
    for (const [logit, target] of differs) {
      assertEquals(lossOf(logit, target, dtype), { value: Infinity, slope: Math.sign(logit) });
    }
    for (const logit of [Infinity, -Infinity]) {
      assertEquals(lossOf(logit, 0.25, dtype), {
        value: Infinity,
        slope: logit > 0 ? 0.75 : -0.25,
      });
    }
    for (const target of [0, 0.5, 1]) {
      assertEquals(lossOf(NaN, target, dtype), { value: NaN, slope: NaN });
      assertEquals(lossOf(3.3e38, target).value, Math.fround(3.3e38) * (1 - target));
    }
  }
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
  const infinite = binaryCrossEntropy({ posWeight: 3 });
  using engine = createEngine();
  using arena = engine.arena();
  const context = { arena, dtype: "f64" as const };
  const built = infinite.build([1, 2], context);
  const logits = arena.from([Infinity, -Infinity], [1, 2], "f64");
  assertEquals(built.forward(logits, arena.from([1, 0], [1, 2], "f64")), 0);
  assertEquals([...built.backward().data], [-0, 0]);
  assertEquals(built.forward(logits, arena.from([0, 0], [1, 2], "f64")), Infinity);
  assertThrows(() => binaryCrossEntropy({ posWeight: [1, -1] }), RangeError, "posWeight: expected");
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
