import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { multiclassHinge } from "./multiclass_hinge.ts";

Deno.test("With a power of 2 violations are squared", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const loss = multiclassHinge({ power: 2, margin: 2 }).build([1, 3], { arena, dtype: "f64" });
  const scores = arena.from([1, 0, -5], [1, 3], "f64");
  assertEquals(loss.forward(scores, arena.from([1], [1], "i32")), 9);
  assertEquals([...loss.backward().data], [6, -6, 0]);
});

Deno.test("Averaged over classes, loss and gradient are divided by the number of classes", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const loss = multiclassHinge({ classReduction: "mean" }).build([1, 4], { arena, dtype: "f64" });
  const scores = arena.from([2, 2, 0, 3], [1, 4], "f64");
  assertEquals(loss.forward(scores, arena.from([0], [1], "i32")), (1 + 2) / 4);
  assertEquals([...loss.backward().data], [-0.5, 0.25, 0, 0.25]);
});

Deno.test("Class weights multiply the loss of a row, and ignored rows do not count", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const options = { classWeights: [3, 1], ignoreIndex: -1, reduction: "sum" } as const;
  const loss = multiclassHinge(options).build([3, 2], { arena, dtype: "f64" });
  const scores = arena.from([0, 1, 0, 1, NaN, 1], [3, 2], "f64");
  assertEquals(loss.forward(scores, arena.from([0, 1, -1], [3], "i32")), 6);
  assertEquals([...loss.losses.data], [6, 0, 0]);
  assertEquals([...loss.backward().data], [-3, 3, 0, 0, 0, 0]);
});

Deno.test("multiclassHinge refuses what does not fit", () => {
  assertThrows(() => multiclassHinge({ margin: 0 }), RangeError, "expected margin");
  const classReduction = "none" as "sum";
  assertThrows(() => multiclassHinge({ classReduction }), TypeError, `"mean", got "none"`);
  assertThrows(() => multiclassHinge({ power: 3 as 2 }), RangeError, "1 or 2, got 3");
  using engine = createEngine();
  using arena = engine.arena();
  const context = { arena, dtype: "f32" as const };
  assertThrows(() => multiclassHinge().build([2], context), TypeError, "got [N]");
  const loss = multiclassHinge().build([2, 3], context), x = arena.tensor([2, 3]);
  assertThrows(() => loss.forward(x, arena.tensor([2, 3])), TypeError, "got f32 [2, 3]");
  assertThrows(() => loss.forward(x, arena.from([0, 3], [2], "i32")), RangeError, "got 3 at 1");
});
