import { createEngine, relativeError } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { buildAlone } from "../_build_alone.ts";
import { checkBackward, courseCase, expectedArray } from "../_course_case.ts";
import { tensorOf } from "../_golden_case.ts";
import { assertTorch, torchCases } from "../_torch_case.ts";
import { maxPool2d } from "./max_pool2d.ts";

for (const each of torchCases(({ kind }) => kind.startsWith("maxpool2d"))) {
  Deno.test(`maxPool2d gives PyTorch's output and gradient: ${each.name}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const { x, grad_out } = each.inputs;
    const { kernel_size, stride, padding } = each.params as Record<string, number>;
    const built = buildAlone(arena, maxPool2d({ kernel: kernel_size, stride, padding }), x.shape);
    assertTorch(each, "out", built.forward(tensorOf(arena, x), "train").data);
    assertTorch(each, "grad_x", built.backward(tensorOf(arena, grad_out))!.data);
  });
}

Deno.test("The course's max pool forward check gives its printed difference, 4.17e-8", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const course = courseCase("max_pool_forward"), { x } = course.inputs;
  const y = buildAlone(arena, maxPool2d({ kernel: 2 }), x.shape)
    .forward(tensorOf(arena, x), "eval");
  const difference = relativeError(y.data, expectedArray(course, "out"));
  assertAlmostEquals(difference, course.expected.difference_printed as number, 1e-16);
  assertEquals([...y.data], expectedArray(course, "out_full"));
});

Deno.test("The course's max pool gradient error is met exactly, 3.276e-12", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const course = courseCase("max_pool_backward");
  const { dx } = checkBackward(arena, maxPool2d({ kernel: 2 }), course, { dx: 3.28e-12 });
  assertEquals(dx, (course.expected.relative_error_printed as { dx: number }).dx);
});

Deno.test("maxPool2d refuses inputs and options that do not fit, naming itself", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = maxPool2d({ kernel: 3, name: "pool" });
  assertThrows(
    () => buildAlone(arena, layer, [8, 100]),
    TypeError,
    "MaxPool2d 'pool': expected input [N, C, H, W] with extents of at least 1, got [N, 100]",
  );
  assertThrows(() => buildAlone(arena, layer, [8, 1, 2, 5]), TypeError, "MaxPool2d 'pool'");
  const padded = maxPool2d({ kernel: 2, padding: 2 });
  assertThrows(
    () => buildAlone(arena, padded, [8, 1, 9, 9]),
    RangeError,
    "smaller than the kernel",
  );
  assertThrows(() => maxPool2d({ kernel: [2, 0] }), RangeError, "MaxPool2d: expected kernel");
});
