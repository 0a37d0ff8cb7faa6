import { createEngine, relativeError } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { buildAlone } from "../_build_alone.ts";
import { checkBackward, courseCase, expectedArray, setParameters } from "../_course_case.ts";
import { tensorOf } from "../_golden_case.ts";
import { assertTorch, torchCases } from "../_torch_case.ts";
import { batchNorm } from "./batch_norm.ts";

const isBatchNorm = /^batchnorm[12]d_(train|eval)$/;

for (const each of torchCases(({ kind }) => isBatchNorm.test(kind))) {
  Deno.test(`batchNorm gives PyTorch's output, gradients and statistics: ${each.name}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const { x, weight, bias, running_mean, running_var, grad_out } = each.inputs;
    const { eps, momentum, mode } = each.params as {
      eps: number;
      momentum?: number;
      mode: "train" | "eval";
    };
    const layer = batchNorm({ epsilon: eps, ...momentum === undefined ? {} : { momentum } });
    const built = buildAlone(arena, layer, x.shape);
    setParameters(built, weight, bias);
    const [mean, variance] = built.buffers;
    mean.value.data.set(running_mean.data);
    variance.value.data.set(running_var.data);
    assertTorch(each, "out", built.forward(tensorOf(arena, x), mode).data);
    assertTorch(each, "grad_x", built.backward(tensorOf(arena, grad_out))!.data);
    assertTorch(each, "grad_weight", built.parameters[0].gradient.data);
    assertTorch(each, "grad_bias", built.parameters[1].gradient.data);
    if (mode === "train") {
      assertTorch(each, "running_mean", mean.value.data);
      assertTorch(each, "running_var", variance.value.data);
    } else {
      assertEquals([...mean.value.data], running_mean.data);
    }
  });
}

for (const each of torchCases(({ kind }) => /^batchnorm[12]d_running$/.test(kind))) {
  Deno.test(`batchNorm's statistics run as PyTorch's do: ${each.name}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const { weight, bias, x1, x2, x3, x_eval } = each.inputs;
    const built = buildAlone(arena, batchNorm(), x1.shape);
    setParameters(built, weight, bias);
    [x1, x2, x3].forEach((x, i) => {
      assertTorch(each, `out${i + 1}`, built.forward(tensorOf(arena, x), "train").data);
      assertTorch(each, `running_mean_after_${i + 1}`, built.buffers[0].value.data);
      assertTorch(each, `running_var_after_${i + 1}`, built.buffers[1].value.data);
    });
    assertTorch(each, "out_eval", built.forward(tensorOf(arena, x_eval), "eval").data);
  });
}

for (const name of ["batchnorm_train_stats", "spatial_batchnorm_train_stats"]) {
  Deno.test(`The course's outputs are met: ${name}`, () => {
    using engine = createEngine();
    for (const version of ["unit", "scaled"]) {
      using arena = engine.arena();
      const course = courseCase(`${name}_${version}`), { x, gamma, beta } = course.inputs;
      const built = buildAlone(arena, batchNorm(), x.shape);
      setParameters(built, gamma, beta);
      const y = built.forward(tensorOf(arena, x), "train");
      expectedArray(course, "out_full").forEach((value, i) =>
        assertLess(Math.abs(y.data[i] - value), 1e-12 + 1e-9 * Math.abs(value))
      );
    }
  });
}

Deno.test("The course's test-time outputs are met with its running statistics", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const course = courseCase("batchnorm_test_time"), { x, gamma, beta } = course.inputs;
  const built = buildAlone(arena, batchNorm(), x.shape);
  setParameters(built, gamma, beta);
  built.buffers[0].value.data.set(expectedArray(course, "running_mean"));
  built.buffers[1].value.data.set(expectedArray(course, "running_var"));
  const y = built.forward(tensorOf(arena, x), "eval");
  assertLess(relativeError(y.data, expectedArray(course, "out_full")), 1e-9);
});

Deno.test("The course's batch normalisation gradients are met to 2e-9 and 5e-12", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const bounds = { dx: 2e-9, dgamma: 5e-12, dbeta: 5e-12 };
  checkBackward(arena, batchNorm(), courseCase("batchnorm_backward"), bounds);
});

Deno.test("The course's spatial batch normalisation gradients are met to 1e-6 and 1e-11", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const bounds = { dx: 1e-6, dgamma: 1e-11, dbeta: 5e-12 };
  checkBackward(arena, batchNorm(), courseCase("spatial_batchnorm_backward"), bounds);
});

Deno.test("One value for each channel leaves only the bias, and finite statistics", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildAlone(arena, batchNorm(), [1, 2]);
  built.parameters[1].value.data.set([3, 4]);
  const y = built.forward(arena.from([10, 20], [1, 2], "f64"), "train");
  assertEquals([...y.data], [3, 4]);
  assertEquals([...built.buffers[0].value.data], [1, 2]);
  assertAlmostEquals(built.buffers[1].value.data[0], 0.9, 1e-15);
});

Deno.test("batchNorm's parameters do not decay, its statistics are buffers", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildAlone(arena, batchNorm(), [4, 3, 2, 2], { path: "norm1" });
  assertEquals(built.parameters.map(({ name, role, decays }) => [name, role, decays]), [
    ["norm1.gain", "gain", false],
    ["norm1.bias", "bias", false],
  ]);
  assertEquals(built.buffers.map(({ name }) => name), [
    "norm1.runningMean",
    "norm1.runningVariance",
  ]);
});

Deno.test("batchNorm refuses inputs and options that do not fit, naming itself", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildAlone(arena, batchNorm({ name: "norm" }), [8]),
    TypeError,
    "BatchNorm 'norm': expected input [N, D] or [N, C, ...] with extents of at least 1, got [N]",
  );
  for (const epsilon of [0, -1, NaN]) {
    assertThrows(() => batchNorm({ epsilon }), RangeError, "BatchNorm: expected epsilon");
  }
  for (const momentum of [-0.1, 1.1, NaN]) {
    assertThrows(() => batchNorm({ momentum }), RangeError, "momentum from 0 to 1");
  }
});
