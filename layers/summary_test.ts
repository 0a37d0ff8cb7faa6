import { randomStream, type Shape } from "@descent/core";
import { assertEquals } from "@std/assert";
import { relu } from "./activations/relu.ts";
import { residual } from "./composition/residual.ts";
import { sequential } from "./composition/sequential.ts";
import { tiedEmbedding } from "./composition/tied_embedding.ts";
import { timeDistributed } from "./composition/time_distributed.ts";
import { conv1d } from "./convolution/conv1d.ts";
import { conv2d } from "./convolution/conv2d.ts";
import { convTranspose2d } from "./convolution/conv_transpose2d.ts";
import type { Layer } from "./layer.ts";
import { affine } from "./linear/affine.ts";
import { meanSquaredError } from "./losses/mean_squared_error.ts";
import { buildNetwork, type Network } from "./network.ts";
import { batchNorm } from "./normalization/batch_norm.ts";
import { weightNorm } from "./normalization/weight_norm.ts";
import { maxPool2d } from "./pooling/max_pool2d.ts";
import { lstm } from "./sequences/lstm.ts";
import { multiHeadAttention } from "./sequences/multi_head_attention.ts";
import { flatten } from "./shape/flatten.ts";
import { summary } from "./summary.ts";

function networkOf(layer: Layer, input: Shape): Network {
  const random = randomStream({ seed: 1 });
  return buildNetwork({ layer, input, loss: meanSquaredError(), random });
}

Deno.test("summary and console.log show a network's layers, one inside the other, with their sums", () => {
  using network = networkOf(
    sequential([
      conv2d({ filters: 16, kernel: 3, padding: 1, name: "conv" }),
      relu(),
      residual(
        sequential([conv2d({ filters: 16, kernel: 3, padding: 1, bias: false }), batchNorm()]),
        { name: "block" },
      ),
      maxPool2d({ kernel: 2 }),
      flatten(),
      affine({ units: 10, name: "scores" }),
    ]),
    [32, 1, 28, 28],
  );
  const wanted = `
Network f32 [N, 1, 28, 28] to [N, 10]
Layer                  Kind          Output           Parameters  Multiply-adds
conv                   conv2d, relu  [N, 16, 28, 28]         160        112,896
block/body/conv2d1     conv2d        [N, 16, 28, 28]       2,304      1,806,336
block/body/batchNorm1  batchNorm     [N, 16, 28, 28]          32              0
maxPool2d1             maxPool2d     [N, 16, 14, 14]           0              0
flatten1               flatten       [N, 3136]                 0              0
scores                 affine        [N, 10]              31,370         31,360
Total                                                     33,866      1,950,592`.trimStart();
  assertEquals(summary(network), wanted);
  assertEquals(Deno.inspect(network), wanted);
});

Deno.test("summary counts every step of a sequence, and a table that is used twice once", () => {
  const [T, D, V] = [5, 4, 7];
  using network = networkOf(
    tiedEmbedding(
      sequential([lstm({ units: D }), timeDistributed(affine({ units: D }))]),
      { numEmbeddings: V, embeddingDim: D },
    ),
    [3, T],
  );
  const lines = summary(network).split("\n").slice(2).map((line) => line.trim().split(/ {2,}/));
  assertEquals(lines, [
    ["tiedEmbedding1", "tiedEmbedding", "[N, 5, 7]", `${V * D + V}`, `${T * D * V}`],
    ["tiedEmbedding1/sequential1/lstm1", "lstm", "[N, 5, 4]", "160", `${T * 2 * D * 4 * D}`],
    [
      "tiedEmbedding1/sequential1/timeDistributed1/affine1",
      "affine",
      "[5 N, 4]",
      "20",
      `${T * D * D}`,
    ],
    ["Total", "215", `${T * D * V + T * 2 * D * 4 * D + T * D * D}`],
  ]);
});

Deno.test("layers count the multiply-adds of their products for one example", () => {
  const counts: [layer: Layer, input: Shape, multiplyAdds: number][] = [
    // Filters of 2 channels each, in 2 groups, at 3 by 4 places.
    [conv2d({ filters: 6, kernel: [2, 3], groups: 2 }), [2, 4, 4, 6], 6 * 2 * 6 * 12],
    [conv2d({ filters: 1, kernel: 3, padding: 1, paddingMode: "reflect" }), [2, 1, 4, 5], 9 * 20],
    [conv1d({ filters: 3, kernel: 2 }), [2, 2, 5], 3 * 2 * 2 * 4],
    [convTranspose2d({ filters: 3, kernel: 2, stride: 2 }), [2, 5, 2, 3], 5 * 3 * 4 * 6],
    [weightNorm(affine({ units: 3 })), [2, 4], 12],
    // Projections to queries, keys and values, and of the outputs; scores and sums of 3 by 3 and 4 each.
    [multiHeadAttention({ heads: 2 }), [2, 3, 4], 3 * 4 * 16 + 2 * 9 * 4],
    [multiHeadAttention({ heads: 2, causal: true }), [2, 3, 4], 3 * 4 * 16 + 2 * 6 * 4],
  ];
  for (const [layer, input, multiplyAdds] of counts) {
    using network = networkOf(layer, input);
    const total = summary(network).split("\n").at(-1)!.split(" ").at(-1);
    assertEquals(total, String(multiplyAdds), `${layer.kind} for [${input}]`);
  }
});
