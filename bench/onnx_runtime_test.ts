/** ONNX's own runtime against the library: what is exported computes the same there. */
import {
  affine,
  averagePool1d,
  averagePool2d,
  batchNorm,
  buildNetwork,
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
  type LayerInput,
  layerNorm,
  lstm,
  masking,
  maxout,
  maxPool1d,
  maxPool2d,
  meanSquaredError,
  multiHeadAttention,
  type Network,
  relu,
  rmsNorm,
  rnn,
  sequential,
  softplus,
  spectralNorm,
  tiedEmbedding,
  weightNorm,
} from "@descent/layers";
import { randomStream, type Shape } from "@descent/core";
import { assertEquals, assertLessOrEqual } from "@std/assert";
import { encodeOnnx, modelOf } from "@descent/models";
import { env, InferenceSession, Tensor } from "onnxruntime-web/wasm";

const INPUTS = 100;

/** The runtime reads its WebAssembly from a file. */
const ignore = Deno.permissions.querySync({ name: "read" }).state !== "granted";

// Without threads it starts no workers.
env.wasm.numThreads = 1;

/** A network none of whose numbers are an initializer's, as after training. */
function trainedNetwork(layer: Layer, input: Shape): Network {
  const random = randomStream({ seed: 7 });
  const network = buildNetwork({ layer, input, loss: meanSquaredError(), random });
  for (const { name, value } of network.parameters) {
    const noise = new Float32Array(value.size);
    random.split(name).split("noise").fillNormal(noise);
    value.data.forEach((v, i) => value.data[i] = v + 0.1 * noise[i]);
  }
  network.forward(randomInput(network), "train");
  return network;
}

function randomInput({ arena, input, layer: { indexCount } }: Network): LayerInput {
  if (indexCount !== undefined) {
    const x = arena.tensor(input, "i32");
    x.data.forEach((_, i) => x.data[i] = i % indexCount);
    return x;
  }
  const x = arena.tensor(input);
  randomStream({ seed: 8 }).fillNormal(x.data);
  return x;
}

/** The output of an ONNX file's bytes for a batch. */
async function runOnnx(bytes: Uint8Array, { shape, data }: LayerInput): Promise<Float32Array> {
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 3 });
  try {
    const input = data instanceof Int32Array
      ? new Tensor("int32", data.slice(), shape)
      : new Tensor("float32", new Float32Array(data), shape);
    const { output } = await session.run({ input });
    return output.data as Float32Array;
  } finally {
    await session.release();
  }
}

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
    ignore,
    fn: async () => {
      using network = trainedNetwork(layer, [INPUTS, ...input]);
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
