import { createEngine, relativeError } from "@descent/core";
import { assertLess, assertThrows } from "@std/assert";
import { buildAlone } from "../_build_alone.ts";
import { checkBackward, courseCase, expectedArray, setParameters } from "../_course_case.ts";
import { tensorOf } from "../_golden_case.ts";
import { assertTorch, torchCases } from "../_torch_case.ts";
import { groupNorm } from "./group_norm.ts";

for (const each of torchCases(({ kind }) => kind === "groupnorm")) {
  Deno.test(`groupNorm gives PyTorch's output and gradients: ${each.name}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const { x, weight, bias, grad_out } = each.inputs;
    const { eps, num_groups } = each.params as { eps: number; num_groups: number };
    const built = buildAlone(arena, groupNorm({ groups: num_groups, epsilon: eps }), x.shape);
    setParameters(built, weight, bias);
    assertTorch(each, "out", built.forward(tensorOf(arena, x), "train").data);
    assertTorch(each, "grad_x", built.backward(tensorOf(arena, grad_out))!.data);
    assertTorch(each, "grad_weight", built.parameters[0].gradient.data);
    assertTorch(each, "grad_bias", built.parameters[1].gradient.data);
  });
}

Deno.test("The course's group normalisation is met, gradients to 2e-7 and 2e-11", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const course = courseCase("groupnorm_stats_unit"), { x, gamma, beta } = course.inputs;
  const built = buildAlone(arena, groupNorm({ groups: 2 }), x.shape);
  setParameters(built, gamma, beta);
  const y = built.forward(tensorOf(arena, x), "train");
  assertLess(relativeError(y.data, expectedArray(course, "out_full")), 1e-9);
  const bounds = { dx: 2e-7, dgamma: 2e-11, dbeta: 1e-11 };
  checkBackward(arena, groupNorm({ groups: 2 }), courseCase("groupnorm_backward"), bounds);
});

Deno.test("groupNorm refuses inputs and options that do not fit, naming itself", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildAlone(arena, groupNorm({ groups: 4, name: "norm" }), [8, 6, 2, 2]),
    TypeError,
    "GroupNorm 'norm': expected input [N, C, ...] with C a multiple of 4 groups and extents of at least 1, got [N, 6, 2, 2]",
  );
  assertThrows(() => groupNorm({ groups: 0 }), RangeError, "GroupNorm: expected groups");
  assertThrows(() => groupNorm({ groups: 1, epsilon: -1 }), RangeError, "epsilon");
});
