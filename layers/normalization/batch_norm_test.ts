import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { batchNorm } from "./batch_norm.ts";

Deno.test("One value for each channel leaves only the bias, and finite statistics", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(batchNorm(), [1, 2], { arena, dtype: "f64" });
  built.parameters[1].value.data.set([3, 4]);
  const y = built.forward(arena.from([10, 20], [1, 2], "f64"), "train");
  assertEquals([...y.data], [3, 4]);
  assertEquals([...built.buffers[0].value.data], [1, 2]);
  assertAlmostEquals(built.buffers[1].value.data[0], 0.9, 1e-15);
});

Deno.test("An evaluation takes the running statistics and leaves them as they are", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(batchNorm({ epsilon: 1 }), [2, 2], { arena, dtype: "f64" });
  const [mean, variance] = built.buffers.map(({ value }) => value.data);
  mean.set([1, -2]);
  variance.set([3, 8]);
  const y = built.forward(arena.from([5, 1, 1, 1], [2, 2], "f64"), "eval");
  assertEquals([...y.data], [2, 1, 0, 1]);
  assertEquals([[...mean], [...variance]], [[1, -2], [3, 8]]);
});

Deno.test("batchNorm's parameters do not decay, its statistics are buffers", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(batchNorm(), [4, 3, 2, 2], { arena, dtype: "f64", path: "norm1" });
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
    () => buildLayer(batchNorm({ name: "norm" }), [8], { arena, dtype: "f64" }),
    TypeError,
    "BatchNorm 'norm': expected input [N, D] or [N, C, ...] with extents of at least 1, got [N]",
  );
  for (const epsilon of [0, -1, NaN]) {
    assertThrows(() => batchNorm({ epsilon }), RangeError, "BatchNorm: expected epsilon");
  }
  for (const momentum of [-0.1, 1.1, NaN]) {
    assertThrows(() => batchNorm({ momentum }), RangeError, "momentum from 0 to 1 or null");
  }
});

Deno.test("Without a momentum the running statistics are the plain mean of all batches, whatever repeats between", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(batchNorm({ momentum: null, affine: false }), [2, 1], {
    arena,
    dtype: "f64",
  });
  assertEquals(built.parameters, []);
  for (const [a, b] of [[1, 3], [10, 14], [0, 6]]) {
    const x = arena.from([a, b], [2, 1], "f64");
    built.forward(x, "train");
    built.forward(x, "repeat");
  }
  const [mean, variance, batches] = built.buffers.map(({ value }) => value.data[0]);
  assertAlmostEquals(mean, (2 + 12 + 3) / 3, 1e-14);
  assertAlmostEquals(variance, (2 + 8 + 18) / 3, 1e-14);
  assertEquals(batches, 3);
});
