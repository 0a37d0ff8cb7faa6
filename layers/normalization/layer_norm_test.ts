import { createEngine, relativeError } from "@descent/core";
import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { buildAlone } from "../_build_alone.ts";
import { checkBackward, courseCase, expectedArray, setParameters } from "../_course_case.ts";
import { tensorOf } from "../_golden_case.ts";
import { assertTorch, torchCases } from "../_torch_case.ts";
import { layerNorm } from "./layer_norm.ts";

for (const each of torchCases(({ kind }) => kind === "layernorm")) {
  Deno.test(`layerNorm gives PyTorch's output and gradients: ${each.name}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const { x, weight, bias, grad_out } = each.inputs;
    const { eps, normalized_shape } = each.params as { eps: number; normalized_shape: number[] };
    const layer = layerNorm({ epsilon: eps, axes: normalized_shape.length });
    const built = buildAlone(arena, layer, x.shape);
    assertEquals(built.parameters[0].value.shape, normalized_shape);
    setParameters(built, weight, bias);
    assertTorch(each, "out", built.forward(tensorOf(arena, x), "train").data);
    assertTorch(each, "grad_x", built.backward(tensorOf(arena, grad_out))!.data);
    assertTorch(each, "grad_weight", built.parameters[0].gradient.data);
    assertTorch(each, "grad_bias", built.parameters[1].gradient.data);
  });
}

Deno.test("The course's layer normalisation is met, gradients to 3e-9 and 5e-12", () => {
  using engine = createEngine();
  using arena = engine.arena();
  for (const name of ["layernorm_stats_unit", "layernorm_stats_scaled"]) {
    const course = courseCase(name), { x, gamma, beta } = course.inputs;
    const built = buildAlone(arena, layerNorm(), x.shape);
    setParameters(built, gamma, beta);
    const y = built.forward(tensorOf(arena, x), "train");
    assertLess(relativeError(y.data, expectedArray(course, "out_full")), 1e-9);
  }
  const bounds = { dx: 3e-9, dgamma: 5e-12, dbeta: 5e-12 };
  checkBackward(arena, layerNorm(), courseCase("layernorm_backward"), bounds);
});

Deno.test("layerNorm refuses inputs and options that do not fit, naming itself", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildAlone(arena, layerNorm({ axes: 2, name: "norm" }), [8, 5]),
    TypeError,
    "LayerNorm 'norm': expected input [N, ...] with at least 2 axes after the batch",
  );
  assertThrows(() => layerNorm({ axes: 0 }), RangeError, "LayerNorm: expected axes");
  assertThrows(() => layerNorm({ epsilon: 0 }), RangeError, "epsilon");
});
