import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildAlone } from "../_build_alone.ts";
import { tensorOf } from "../_golden_case.ts";
import { assertTorch, torchCases } from "../_torch_case.ts";
import { averagePool2d } from "./average_pool2d.ts";

for (const each of torchCases(({ kind }) => kind === "avgpool2d")) {
  Deno.test(`averagePool2d gives PyTorch's output and gradient: ${each.name}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const { x, grad_out } = each.inputs;
    const { kernel_size, stride, padding } = each.params as Record<string, number>;
    const layer = averagePool2d({ kernel: kernel_size, stride, padding });
    const built = buildAlone(arena, layer, x.shape);
    assertTorch(each, "out", built.forward(tensorOf(arena, x), "train").data);
    assertTorch(each, "grad_x", built.backward(tensorOf(arena, grad_out))!.data);
  });
}

Deno.test("averagePool2d moves by its kernel unless told otherwise, and refuses what does not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = averagePool2d({ kernel: [2, 3], name: "means" });
  assertEquals(buildAlone(arena, layer, [1, 2, 6, 9]).output, [1, 2, 3, 3]);
  assertThrows(
    () => buildAlone(arena, layer, [8, 100]),
    TypeError,
    "AveragePool2d 'means': expected input [N, C, H, W]",
  );
  assertThrows(() => averagePool2d({ kernel: 2, stride: 0.5 }), RangeError, "stride");
});
