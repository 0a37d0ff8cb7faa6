import { masking } from "../composition/masking.ts";
import { sequential } from "../composition/sequential.ts";
import { tiedEmbedding } from "../composition/tied_embedding.ts";
import { timeDistributed } from "../composition/time_distributed.ts";
import { relu } from "../activations/relu.ts";
import { affine } from "../linear/affine.ts";
import { embedding } from "../linear/embedding.ts";
import { lstmLanguageModel } from "../networks/lstm_language_model.ts";
import { smallGPT } from "../networks/small_gpt.ts";
import { temporalConvNet } from "../networks/temporal_conv_net.ts";
import { causalConv1d } from "../sequences/causal_conv1d.ts";
import { transpose } from "../shape/transpose.ts";
import { gru } from "../sequences/gru.ts";
import { lastStep } from "../sequences/last_step.ts";
import { lstm } from "../sequences/lstm.ts";
import { multiHeadAttention } from "../sequences/multi_head_attention.ts";
import { positionEmbedding } from "../sequences/position_embedding.ts";
import { rnn } from "../sequences/rnn.ts";
import { transformerBlock } from "../sequences/transformer_block.ts";
import type { LayerEntry } from "./layer_entry.ts";

const sequences = [[1, 1, 1], [3, 4, 5]] as const;

/** The catalogue's rows for layers over sequences. */
export const sequenceEntries: readonly LayerEntry[] = [
  { title: "rnn", layer: rnn({ units: 3 }), inputs: sequences, bound: 1e-7, f32Bound: 1e-4 },
  {
    title: "rnn of rectifiers, both directions",
    layer: rnn({ units: 2, activation: "relu", bidirectional: true }),
    inputs: sequences,
    bound: 1e-7,
  },
  { title: "lstm", layer: lstm({ units: 5 }), inputs: sequences, bound: 1e-6, f32Bound: 1e-4 },
  {
    title: "lstm, both directions",
    layer: lstm({ units: 3, bidirectional: true }),
    inputs: sequences,
    bound: 1e-7,
    f32Bound: 1e-4,
  },
  { title: "gru", layer: gru({ units: 5 }), inputs: sequences, bound: 1e-7, f32Bound: 1e-4 },
  {
    title: "gru, both directions",
    layer: gru({ units: 3, bidirectional: true }),
    inputs: sequences,
    bound: 1e-7,
    f32Bound: 1e-4,
  },
  ...[lstm({ units: 3, bidirectional: true }), gru({ units: 3 }), rnn({ units: 3 })].map((
    layer,
  ) => ({
    title: `masking of ${layer.kind}`,
    layer: masking(sequential([embedding({ numEmbeddings: 3, embeddingDim: 2 }), layer])),
    inputs: [[2, 1], [4, 5]],
    bound: 1e-6,
    f32Bound: 1e-4,
  })),
  {
    title: "timeDistributed",
    layer: timeDistributed(sequential([affine({ units: 3 }), relu()])),
    inputs: sequences,
    bound: 1e-8,
  },
  { title: "lastStep", layer: lastStep(), inputs: sequences, bound: 3.28e-12 },
  {
    title: "masking of lastStep",
    layer: masking(sequential([embedding({ numEmbeddings: 2, embeddingDim: 2 }), lastStep()])),
    inputs: [[1, 1], [4, 4]],
    bound: 1e-9,
  },
  {
    // A bias of the keys has no gradient without rotary positions: it shifts all scores of a query alike.
    title: "multiHeadAttention without bias",
    layer: multiHeadAttention({ heads: 2, bias: false }),
    inputs: [[1, 1, 2], [2, 5, 6]],
    bound: 1e-6,
    f32Bound: 1e-3,
  },
  {
    title: "multiHeadAttention, causal, with shared heads of keys and rotary positions",
    layer: multiHeadAttention({ heads: 4, keyHeads: 2, causal: true, rotaryBase: 100 }),
    inputs: [[1, 1, 8], [2, 5, 8]],
    bound: 1e-6,
    f32Bound: 1e-4,
  },
  {
    title: "masking of multiHeadAttention",
    layer: masking(
      sequential([
        embedding({ numEmbeddings: 8, embeddingDim: 4 }),
        multiHeadAttention({ heads: 2, bias: false }),
      ]),
    ),
    inputs: [[1, 3], [3, 4]],
    bound: 1e-6,
    f32Bound: 1e-4,
  },
  { title: "positionEmbedding", layer: positionEmbedding(), inputs: sequences, bound: 1e-9 },
  {
    title: "transformerBlock",
    layer: transformerBlock({
      width: 4,
      heads: 2,
      hidden: 5,
      causal: true,
      rotaryBase: 100,
      dropout: 0.1,
    }),
    inputs: [[1, 1, 4], [2, 3, 4]],
    bound: 1e-6,
    f32Bound: 1e-3,
  },
  {
    title: "transformerBlock with norms after",
    layer: transformerBlock({
      width: 4,
      heads: 2,
      hidden: 5,
      activation: relu(),
      rotaryBase: 100,
      normalization: "after",
    }),
    inputs: [[1, 1, 4], [2, 3, 4]],
    bound: 1e-6,
    f32Bound: 1e-3,
  },
  {
    title: "tiedEmbedding",
    layer: tiedEmbedding(rnn({ units: 3 }), { numEmbeddings: 5, embeddingDim: 3 }),
    inputs: [[1, 1], [3, 4]],
    bound: 1e-6,
    f32Bound: 1e-4,
  },
  { title: "transpose", layer: transpose(), inputs: sequences, bound: 3.28e-12 },
  {
    title: "small GPT",
    layer: smallGPT({
      vocabulary: 4,
      width: 4,
      blocks: 2,
      heads: 2,
      hidden: 3,
      positions: "rotary",
      dropout: 0.1,
    }),
    inputs: [[1, 1], [2, 3]],
    bound: 1e-5,
    f32Bound: 1e-2,
  },
  {
    title: "LSTM language model",
    layer: lstmLanguageModel({ vocabulary: 4, units: 3, dropout: 0.1 }),
    inputs: [[1, 1], [2, 3]],
    bound: 1e-5,
    f32Bound: 1e-3,
  },
  {
    title: "causalConv1d",
    layer: causalConv1d({ filters: 3, kernel: 3, dilation: 2 }),
    inputs: [[1, 1, 1], [2, 3, 7]],
    bound: 1e-7,
  },
  {
    title: "temporal conv net",
    layer: temporalConvNet({ filters: [5, 4], kernel: 2, classes: 3 }),
    inputs: [[2, 3, 5]],
    bound: 1e-6,
    f32Bound: 1e-3,
  },
];
