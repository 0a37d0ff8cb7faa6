import { createEngine, randomStream, type Tensor } from "@descent/core";
import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { lossGradientErrors } from "../gradient_checks/loss_gradient_errors.ts";
import { assertLossMatchesReference } from "./_element_loss_checks.ts";
import { pointwiseLoss } from "./pointwise_loss.ts";

/** `k w (x − t)²`, k a number of the loss and w one of each output. */
const square = pointwiseLoss({
  kind: "square",
  scalars: ["k"],
  outputs: ["w"],
  value: ({ x, t, k, w }) => x.sub(t).square().mul(k).mul(w),
  slope: ({ x, t, k, w }) => x.sub(t).mul(k).mul(w).mul(2),
});

Deno.test("A pointwise loss is its formulas in f32 and f64", () => {
  const random = randomStream({ seed: 2 });
  assertLossMatchesReference(square({ k: 3, w: 0.5 }), {
    value: (x, t) => 1.5 * (x - t) ** 2,
    slope: (x, t) => 3 * (x - t),
  }, () => Math.fround(random.normal()));
  const errors = lossGradientErrors(square({ k: 2, w: [1, 2, 3], reduction: "sum" }), [4, 3], {
    target: "values",
  });
  for (const { error } of errors) assertLess(error, 1e-7);
});

Deno.test("A pointwise loss has a NaN gradient where the prediction is infinite", () => {
  const flat = pointwiseLoss({
    kind: "flat",
    value: ({ x, t }) => x.sub(t).abs(),
    slope: ({ x, t }) => x.greater(t).select(1, -1),
  });
  using engine = createEngine();
  using arena = engine.arena();
  const loss = flat().build([1, 2], { arena, dtype: "f32" });
  assertEquals(loss.forward(arena.from([Infinity, 1], [1, 2]), arena.tensor([1, 2])), Infinity);
  assertEquals([...loss.backward().data], [NaN, 0.5]);
});

Deno.test("A pointwise loss refuses what does not fit", () => {
  const without = square as (options?: object) => ReturnType<typeof square>;
  assertThrows(() => without(), TypeError, "square: expected k to be a number, got undefined");
  assertThrows(() => without({ k: 1, w: 1, reduction: "most" }), TypeError, 'got "most"');
  using engine = createEngine();
  using arena = engine.arena();
  const context = { arena, dtype: "f32" } as const;
  assertThrows(() => square({ k: 1, w: [1] }).build([2, 3], context), TypeError, "square: w");
  const loss = square({ k: 1, w: 1 }).build([2, 3], context), x = arena.tensor([2, 3]);
  const classes = arena.tensor([2], "i32") as unknown as Tensor;
  assertThrows(
    () => loss.forward(x, classes),
    TypeError,
    "targets of the prediction's shape [2, 3]",
  );
});
