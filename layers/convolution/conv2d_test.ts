import { createEngine, formatShape, randomStream } from "@descent/core";
import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { relu } from "../activations/relu.ts";
import { buildLayer } from "../build_layer.ts";
import { sequential } from "../composition/sequential.ts";
import { softmaxCrossEntropy } from "../losses/softmax_cross_entropy.ts";
import { buildNetwork } from "../network.ts";
import { batchNorm } from "../normalization/batch_norm.ts";
import { globalAveragePool } from "../pooling/global_average_pool.ts";
import { conv2d } from "./conv2d.ts";

Deno.test("conv2d names its parameters after its path; only the weight decays", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = conv2d({ filters: 6, kernel: [3, 5], stride: [1, 2], padding: "same", groups: 2 });
  const built = buildLayer(layer, [2, 4, 7, 9], { arena, dtype: "f64", path: "block1/conv" });
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
  buildLayer(layer, [1, 4, 5, 5], { arena, dtype: "f64" });
  assertEquals(fans, [{ fanIn: 2 * 9, fanOut: 4 * 9, shape: [8, 2, 3, 3] }]);
});

Deno.test("conv2d refuses inputs and options that do not fit, naming itself and both shapes", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = conv2d({ filters: 8, kernel: 5, name: "first" });
  assertThrows(
    () => buildLayer(layer, [128, 784], { arena, dtype: "f64" }),
    TypeError,
    "Conv2d 'first': expected input [N, C, H, W] with extents of at least 1, got [N, 784]",
  );
  assertThrows(
    () => buildLayer(layer, [128, 1, 4, 9], { arena, dtype: "f64" }),
    TypeError,
    "Conv2d 'first': expected images of at least 5 rows and 5 columns with their padding, got [4, 9]",
  );
  assertThrows(
    () => buildLayer(layer, [1, 0, 9, 9], { arena, dtype: "f64" }),
    TypeError,
    "got [N, 0, 9, 9]",
  );
  assertThrows(
    () =>
      buildLayer(conv2d({ filters: 8, kernel: 3, groups: 4 }), [1, 6, 9, 9], {
        arena,
        dtype: "f64",
      }),
    RangeError,
    "groups to divide 6 channels and 8 filters, got 4",
  );
  assertThrows(() => conv2d({ filters: 0, kernel: 3 }), RangeError, "Conv2d: expected filters");
  assertThrows(() => conv2d({ filters: 1, kernel: 0 }), RangeError, "kernel");
  assertThrows(() => conv2d({ filters: 1, kernel: 3, stride: 0 }), RangeError, "stride");
  assertThrows(() => conv2d({ filters: 1, kernel: 3, padding: -1 }), RangeError, "padding");
  assertThrows(() => conv2d({ filters: 1, kernel: 3, groups: 1.5 }), RangeError, "groups");
});

function hasOneDnn(): boolean {
  try {
    using engine = createEngine({ native: "onednn" });
    return engine.matmul.convolutions !== undefined;
  } catch {
    console.log("Tests of images in oneDNN's blocks are skipped: they need --allow-ffi and it.");
    return false;
  }
}

Deno.test({
  name:
    "Depthwise and pointwise convolutions leave images in oneDNN's blocks, and compute the same",
  ignore: !hasOneDnn(),
  fn: async () => {
    const batch = 9, found: number[][] = [];
    const filter = { kernel: 3, padding: 1, bias: false } as const;
    for (const [native, threads] of [["none", 1], ["onednn", 1], ["onednn", 3]] as const) {
      using engine = createEngine({ native, threads });
      await engine.threads.ready();
      const layouts: string[] = [];
      using network = buildNetwork({
        layer: sequential([
          ...[conv2d({ ...filter, filters: 16 }), batchNorm(), relu()],
          ...[conv2d({ ...filter, filters: 16, groups: 16 }), batchNorm(), relu()],
          ...[conv2d({ filters: 32, kernel: 1, bias: false }), batchNorm(), relu()],
          ...[conv2d({ ...filter, filters: 32, groups: 32, stride: 2 }), batchNorm(), relu()],
          ...[conv2d({ filters: 10, kernel: 1, bias: false }), globalAveragePool()],
        ]),
        input: [batch, 3, 20, 20],
        loss: softmaxCrossEntropy(),
        random: randomStream({ seed: 74 }),
        engine,
        observer: { enter: () => {}, leave: (y, layout) => y && layouts.push(layout ?? "planes") },
      });
      const x = network.arena.tensor([batch, 3, 20, 20]);
      randomStream({ seed: 75 }).fillNormal(x.data);
      const labels = Array.from({ length: batch }, (_, i) => i % 10);
      const loss = network.gradients(x, network.arena.from(labels, [batch], "i32"));
      const inBlocks = native === "none" ? 0 : 8;
      assertEquals(layouts.filter((layout) => layout === "blocks").length, inBlocks);
      found.push([loss, ...network.parameters.flatMap(({ gradient }) => [...gradient.data])]);
    }
    assertEquals(found[2], found[1]);
    const length = Math.hypot(...found[0]);
    const distance = Math.hypot(...found[1].map((value, i) => value - found[0][i]));
    assertLess(distance / length, 1e-4);
  },
});
