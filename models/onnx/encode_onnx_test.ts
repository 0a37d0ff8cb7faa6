import {
  affine,
  averagePool1d,
  averagePool2d,
  batchNorm,
  conv1d,
  conv2d,
  embedding,
  glu,
  groupNorm,
  gru,
  instanceNorm,
  lastStep,
  type Layer,
  layerCatalogue,
  layerNorm,
  lstm,
  masking,
  maxout,
  maxPool1d,
  maxPool2d,
  multiHeadAttention,
  relu,
  rmsNorm,
  rnn,
  sequential,
  softplus,
  spectralNorm,
  tiedEmbedding,
  weightNorm,
} from "@descent/layers";
import type { Shape } from "@descent/core";
import { assertEquals, assertLessOrEqual, assertRejects } from "@std/assert";
import { hasFiles, networkOf, randomInput, trainedNetworkOf } from "../_testing.ts";
import { modelOf } from "../model_of.ts";
import { runOnnx } from "./_testing.ts";
import { encodeOnnx } from "./encode_onnx.ts";

const INPUTS = 100;

/** Options that no entry of the catalogue has, with the shape of an input. */
const others: readonly (readonly [title: string, layer: Layer, input: Shape])[] = [
  ["batchNorm without gain", batchNorm({ affine: false, epsilon: 0.01 }), [3, 4]],
  ["groupNorm without gain", groupNorm({ groups: 3, affine: false }), [6]],
  ["instanceNorm without gain", instanceNorm({ affine: false }), [3, 4]],
  ["layerNorm without gain", layerNorm({ axes: 2, affine: false }), [2, 3, 4]],
  ["rmsNorm over two axes", rmsNorm({ axes: 2, epsilon: 0.1 }), [2, 3, 4]],
  ["softplus with a threshold", softplus({ beta: 2, threshold: 1 }), [9]],
  ["glu of channels", glu({ axis: 1 }), [4, 3]],
  ["maxout of the last axis", maxout({ pieces: 3, axis: -1 }), [2, 6]],
  [
    "averagePool2d of what lies inside",
    averagePool2d({ kernel: 3, padding: 1, countIncludePad: false }),
    [2, 4, 5],
  ],
  [
    "averagePool1d, rounded up",
    averagePool1d({ kernel: 3, stride: 2, padding: 1, ceilMode: true }),
    [2, 8],
  ],
  ["maxPool1d, rounded up", maxPool1d({ kernel: 3, stride: 3, padding: 1, ceilMode: true }), [
    2,
    8,
  ]],
  ["maxPool2d with same padding", maxPool2d({ kernel: 3, stride: 2, padding: "same" }), [2, 6, 7]],
  ["spectralNorm of conv1d", spectralNorm(conv1d({ filters: 4, kernel: 3 })), [2, 6]],
  ["spectralNorm along an axis", spectralNorm(conv2d({ filters: 4, kernel: 2 }), { axis: 1 }), [
    3,
    4,
    4,
  ]],
  ["weightNorm - relu", sequential([weightNorm(affine({ units: 4 }), { axis: 0 }), relu()]), [5]],
  [
    "masking of numbers",
    masking(sequential([gru({ units: 3, bidirectional: true }), lastStep()])),
    [4, 2],
  ],
  [
    "masking of both directions",
    masking(rnn({ units: 3, activation: "relu", bidirectional: true })),
    [4, 2],
  ],
  [
    "masking by no index",
    masking(sequential([embedding({ numEmbeddings: 3, embeddingDim: 2 }), lstm({ units: 2 })]), {
      padding: 0.5,
    }),
    [4],
  ],
  ["attention of masked numbers", masking(multiHeadAttention({ heads: 2 })), [4, 4]],
  [
    "tiedEmbedding without bias",
    tiedEmbedding(lstm({ units: 3 }), { numEmbeddings: 5, embeddingDim: 3, bias: false }),
    [4],
  ],
];

const entries = [
  ...layerCatalogue.layers.flatMap(({ title, layer, inputs }) =>
    inputs.map(([, ...input]) => [title, layer, input] as const)
  ),
  ...others,
];

for (const [title, layer, input] of entries) {
  Deno.test({
    name: `ONNX's own runtime gives the outputs of ${title} for [${input}]`,
    ignore: !hasFiles,
    fn: async () => {
      using network = trainedNetworkOf(layer, [INPUTS, ...input]);
      const x = randomInput(network);
      if (layer.kind === "masking" && input.length === 2) {
        // Padding at the end, at the beginning and between, but no sequence of nothing else.
        const { data } = x, [, T, D] = x.shape;
        for (let n = 0; n < INPUTS; n++) {
          data.fill(0, (n * T + n % T) * D, (n * T + n % T + 1) * D);
        }
      }
      const y = network.forward(x, "eval").data.slice();
      const theirs = await runOnnx(await encodeOnnx(modelOf(network)), x);
      assertEquals(theirs.length, y.length);
      y.forEach((value, i) => {
        const error = Math.abs(theirs[i] - value);
        assertLessOrEqual(error, 1e-5 * Math.max(1, Math.abs(value)), `output ${i}`);
      });
    },
  });
}

Deno.test("a layer that has no form in ONNX is named", async () => {
  const { build } = relu();
  const own: Layer = { kind: "own", name: "mine", build };
  using network = networkOf(sequential([affine({ units: 2 }), own]), [1, 3]);
  await assertRejects(
    () => encodeOnnx(modelOf(network)),
    TypeError,
    "expected layers that have a form in ONNX, got 'mine', a own",
  );
});
