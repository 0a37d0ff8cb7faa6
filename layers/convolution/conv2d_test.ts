import { createEngine, formatShape, relativeError } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { buildAlone } from "../_build_alone.ts";
import { checkBackward, courseCase, expectedArray, setParameters } from "../_course_case.ts";
import { tensorOf } from "../_golden_case.ts";
import { assertTorch, torchCases } from "../_torch_case.ts";
import { maxPool2d } from "../pooling/max_pool2d.ts";
import { relu } from "../activations/relu.ts";
import { sequential } from "../composition/sequential.ts";
import { conv2d } from "./conv2d.ts";

for (const each of torchCases(({ kind }) => kind === "conv2d")) {
  Deno.test(`conv2d gives PyTorch's output and gradients: ${each.name}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const { x, weight, bias, grad_out } = each.inputs;
    const { kernel_size, stride, padding, out_channels } = each.params as Record<string, number>;
    const layer = conv2d({
      filters: out_channels,
      kernel: kernel_size,
      stride,
      padding,
      ...bias === undefined ? { bias: false } : {},
    });
    const built = buildAlone(arena, layer, x.shape);
    setParameters(built, weight, ...bias === undefined ? [] : [bias]);
    assertTorch(each, "out", built.forward(tensorOf(arena, x), "train").data);
    assertTorch(each, "grad_x", built.backward(tensorOf(arena, grad_out))!.data);
    assertTorch(each, "grad_weight", built.parameters[0].gradient.data);
    if (bias !== undefined) assertTorch(each, "grad_bias", built.parameters[1].gradient.data);
  });
}

Deno.test("The course's convolution forward check gives its printed difference, 2.2e-8", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const course = courseCase("conv_forward"), { x, w, b } = course.inputs;
  const layer = conv2d({ filters: 3, kernel: 4, stride: 2, padding: 1 });
  const built = buildAlone(arena, layer, x.shape);
  setParameters(built, w, b);
  const y = built.forward(tensorOf(arena, x), "eval");
  const difference = relativeError(y.data, expectedArray(course, "out"));
  assertAlmostEquals(difference, course.expected.difference_printed as number, 1e-14);
  assertLess(relativeError(y.data, expectedArray(course, "out_full")), 1e-11);
});

Deno.test("The course's convolution gradients are met to 2e-8, 3e-10 and 1e-10", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const bounds = { dx: 2e-8, dw: 3e-10, db: 1e-10 };
  const layer = conv2d({ filters: 2, kernel: 3, padding: 1 });
  checkBackward(arena, layer, courseCase("conv_backward"), bounds);
});

Deno.test("The course's gradients of convolution, relu and pooling together are met to 1e-7", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const bounds = { dx: 1e-7, dw: 1e-7, db: 1e-7 };
  const layer = conv2d({ filters: 3, kernel: 3, padding: 1 });
  checkBackward(arena, sequential([layer, relu()]), courseCase("conv_relu_backward"), bounds);
  const pooled = sequential([layer, relu(), maxPool2d({ kernel: 2 })]);
  checkBackward(arena, pooled, courseCase("conv_relu_pool_backward"), bounds);
});

Deno.test("conv2d names its parameters after its path; only the weight decays", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = conv2d({ filters: 6, kernel: [3, 5], stride: [1, 2], padding: "same", groups: 2 });
  const built = buildAlone(arena, layer, [2, 4, 7, 9], { path: "block1/conv" });
  assertEquals(built.output, [2, 6, 7, 5]);
  const summary = built.parameters.map(({ name, value, role, decays }) => [
    name,
    formatShape(value.shape),
    role,
    decays,
  ]);
  assertEquals(summary, [
    ["block1/conv.weight", "[6, 2, 3, 5]", "weight", true],
    ["block1/conv.bias", "[6]", "bias", false],
  ]);
});

Deno.test("conv2d tells its initializers how many values meet", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const fans: unknown[] = [];
  const layer = conv2d({ filters: 8, kernel: 3, groups: 2, weight: (_, each) => fans.push(each) });
  buildAlone(arena, layer, [1, 4, 5, 5]);
  assertEquals(fans, [{ fanIn: 2 * 9, fanOut: 4 * 9 }]);
});

Deno.test("conv2d refuses inputs and options that do not fit, naming itself and both shapes", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = conv2d({ filters: 8, kernel: 5, name: "first" });
  assertThrows(
    () => buildAlone(arena, layer, [128, 784]),
    TypeError,
    "Conv2d 'first': expected input [N, C, H, W] with extents of at least 1, got [N, 784]",
  );
  assertThrows(
    () => buildAlone(arena, layer, [128, 1, 4, 9]),
    TypeError,
    "Conv2d 'first': expected images of at least 5 rows and 5 columns with their padding, got [4, 9]",
  );
  assertThrows(() => buildAlone(arena, layer, [1, 0, 9, 9]), TypeError, "got [N, 0, 9, 9]");
  assertThrows(
    () => buildAlone(arena, conv2d({ filters: 8, kernel: 3, groups: 4 }), [1, 6, 9, 9]),
    RangeError,
    "groups to divide 6 channels and 8 filters, got 4",
  );
  assertThrows(() => conv2d({ filters: 0, kernel: 3 }), RangeError, "Conv2d: expected filters");
  assertThrows(() => conv2d({ filters: 1, kernel: 0 }), RangeError, "kernel");
  assertThrows(() => conv2d({ filters: 1, kernel: 3, stride: 0 }), RangeError, "stride");
  assertThrows(() => conv2d({ filters: 1, kernel: 3, padding: -1 }), RangeError, "padding");
  assertThrows(() => conv2d({ filters: 1, kernel: 3, groups: 1.5 }), RangeError, "groups");
});
