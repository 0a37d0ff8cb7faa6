import { createEngine, numericGradient, relativeError } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { classesOf, type GoldenArray, type GoldenCase, tensorOf } from "../_golden_case.ts";
import { assertTorch, torchCases } from "../_torch_case.ts";
import golden from "../testdata/cs231n.json" with { type: "json" };
import { multiclassHinge } from "./multiclass_hinge.ts";

Deno.test("The course's hinge loss and gradient are met", () => {
  const cases = golden.cases as unknown as readonly GoldenCase[];
  const course = cases.find(({ name }) => name === "svm_loss")!;
  using engine = createEngine();
  using arena = engine.arena();
  const x = tensorOf(arena, course.inputs.x), y = classesOf(arena, course.inputs.y);
  const loss = multiclassHinge().build(x.shape, { arena, dtype: "f64" });
  assertAlmostEquals(loss.forward(x, y), course.expected.loss as number, 1e-14);
  const gradient = loss.backward().data.slice();
  assertLess(relativeError(gradient, (course.expected.dx as GoldenArray).data), 1e-13);
  const numeric = numericGradient(() => loss.forward(x, y), x);
  assertLess(relativeError(gradient, numeric), 1e-8);
});

Deno.test("multiclassHinge agrees with PyTorch's multi-margin loss", () => {
  using engine = createEngine();
  for (const torch of torchCases(({ kind }) => kind === "multi_margin")) {
    using arena = engine.arena();
    const { scores, labels, grad_out: { data: [upstream] } } = torch.inputs;
    const { margin } = torch.params as { margin: number };
    const x = tensorOf(arena, scores), y = classesOf(arena, labels);
    const averaged = multiclassHinge({ margin, averagesClasses: true });
    const built = averaged.build(x.shape, { arena, dtype: "f64" });
    assertTorch(torch, "out", [built.forward(x, y)]);
    assertTorch(torch, "grad_scores", built.backward().data, upstream);
    const summed = multiclassHinge({ margin }).build(x.shape, { arena, dtype: "f64" });
    assertTorch(torch, "out_without_division_by_classes", [summed.forward(x, y)]);
  }
});

Deno.test("With a power of 2 violations are squared", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const loss = multiclassHinge({ power: 2, margin: 2 }).build([1, 3], { arena, dtype: "f64" });
  const scores = arena.from([1, 0, -5], [1, 3], "f64");
  assertEquals(loss.forward(scores, arena.from([1], [1], "i32")), 9);
  assertEquals([...loss.backward().data], [6, -6, 0]);
});

Deno.test("multiclassHinge refuses what does not fit", () => {
  assertThrows(() => multiclassHinge({ margin: 0 }), RangeError, "expected margin");
  assertThrows(() => multiclassHinge({ power: 3 as 2 }), RangeError, "1 or 2, got 3");
  using engine = createEngine();
  using arena = engine.arena();
  const context = { arena, dtype: "f32" as const };
  assertThrows(() => multiclassHinge().build([2, 3, 4], context), TypeError, "got [N, 3, 4]");
  const loss = multiclassHinge().build([2, 3], context), x = arena.tensor([2, 3]);
  assertThrows(() => loss.forward(x, arena.tensor([2, 3])), TypeError, "got f32 [2, 3]");
  assertThrows(() => loss.forward(x, arena.from([0, 3], [2], "i32")), RangeError, "got 3 at 1");
});
