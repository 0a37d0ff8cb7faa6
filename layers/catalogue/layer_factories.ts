import { givenOptions } from "@descent/core";
import { celu } from "../activations/celu.ts";
import { elu } from "../activations/elu.ts";
import { geglu } from "../activations/geglu.ts";
import { gelu } from "../activations/gelu.ts";
import { glu } from "../activations/glu.ts";
import { hardSigmoid } from "../activations/hard_sigmoid.ts";
import { hardSwish } from "../activations/hard_swish.ts";
import { hardTanh } from "../activations/hard_tanh.ts";
import { leakyRelu } from "../activations/leaky_relu.ts";
import { logSigmoid } from "../activations/log_sigmoid.ts";
import { logSoftmax } from "../activations/log_softmax.ts";
import { maxout } from "../activations/maxout.ts";
import { mish } from "../activations/mish.ts";
import { prelu } from "../activations/prelu.ts";
import { reglu } from "../activations/reglu.ts";
import { relu } from "../activations/relu.ts";
import { relu6 } from "../activations/relu6.ts";
import { selu } from "../activations/selu.ts";
import { sigmoid } from "../activations/sigmoid.ts";
import { silu } from "../activations/silu.ts";
import { softmax } from "../activations/softmax.ts";
import { softplus } from "../activations/softplus.ts";
import { softsign } from "../activations/softsign.ts";
import { swiglu } from "../activations/swiglu.ts";
import { swish } from "../activations/swish.ts";
import { tanh } from "../activations/tanh.ts";
import { masking } from "../composition/masking.ts";
import { parallel } from "../composition/parallel.ts";
import { residual } from "../composition/residual.ts";
import { sequential } from "../composition/sequential.ts";
import { tiedEmbedding } from "../composition/tied_embedding.ts";
import { timeDistributed } from "../composition/time_distributed.ts";
import { conv1d } from "../convolution/conv1d.ts";
import { conv2d } from "../convolution/conv2d.ts";
import { convTranspose2d } from "../convolution/conv_transpose2d.ts";
import { affine } from "../linear/affine.ts";
import { embedding } from "../linear/embedding.ts";
import { autoencoder } from "../networks/autoencoder.ts";
import { mlpMixer } from "../networks/mlp_mixer.ts";
import { temporalConvNet } from "../networks/temporal_conv_net.ts";
import { smallResidualNet } from "../networks/small_residual_net.ts";
import { variationalAutoencoder } from "../networks/variational_autoencoder.ts";
import { batchNorm } from "../normalization/batch_norm.ts";
import { groupNorm } from "../normalization/group_norm.ts";
import { instanceNorm } from "../normalization/instance_norm.ts";
import { layerNorm } from "../normalization/layer_norm.ts";
import { rmsNorm } from "../normalization/rms_norm.ts";
import { spectralNorm } from "../normalization/spectral_norm.ts";
import { weightNorm } from "../normalization/weight_norm.ts";
import { adaptiveAveragePool2d } from "../pooling/adaptive_average_pool2d.ts";
import { adaptiveMaxPool2d } from "../pooling/adaptive_max_pool2d.ts";
import { averagePool1d } from "../pooling/average_pool1d.ts";
import { averagePool2d } from "../pooling/average_pool2d.ts";
import { globalAveragePool } from "../pooling/global_average_pool.ts";
import { globalMaxPool } from "../pooling/global_max_pool.ts";
import { maxPool1d } from "../pooling/max_pool1d.ts";
import { maxPool2d } from "../pooling/max_pool2d.ts";
import { dropout } from "../regularization/dropout.ts";
import { reparameterization } from "../regularization/reparameterization.ts";
import { causalConv1d } from "../sequences/causal_conv1d.ts";
import { gru } from "../sequences/gru.ts";
import { lastStep } from "../sequences/last_step.ts";
import { lstm } from "../sequences/lstm.ts";
import { multiHeadAttention } from "../sequences/multi_head_attention.ts";
import { positionEmbedding } from "../sequences/position_embedding.ts";
import { rnn } from "../sequences/rnn.ts";
import { transformerBlock } from "../sequences/transformer_block.ts";
import { flatten } from "../shape/flatten.ts";
import { pad2d } from "../shape/pad2d.ts";
import { reshape } from "../shape/reshape.ts";
import { transpose } from "../shape/transpose.ts";
import type { Layer } from "../layer.ts";

/**
 * Makes a layer from its options as one object; what it cannot take, it says.
 *
 * @category Catalogue and description
 */
// deno-lint-ignore no-explicit-any -- Options come from files; the factories check them.
export type LayerFactory = (options: any) => Layer;

/**
 * The one list of factories that descriptions of layers name, beside the catalogue of what is tested: a new layer has its
 * row here, or its entry in the catalogue cannot be saved, which a test says.
 *
 * @category Catalogue and description
 *
 * @example
 * ```ts
 * import { layerFactories } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(layerFactories.residual({ body: layerFactories.relu({}) }).kind, "residual");
 * ```
 */
export const layerFactories: Readonly<Record<string, LayerFactory>> = {
  adaptiveAveragePool2d,
  adaptiveMaxPool2d,
  affine,
  autoencoder,
  averagePool1d,
  averagePool2d,
  batchNorm,
  causalConv1d,
  celu,
  conv1d,
  conv2d,
  convTranspose2d,
  dropout,
  elu,
  embedding,
  flatten,
  geglu,
  gelu,
  globalAveragePool,
  globalMaxPool,
  glu,
  groupNorm,
  gru,
  hardSigmoid,
  hardSwish,
  hardTanh,
  instanceNorm,
  lastStep,
  layerNorm,
  leakyRelu,
  logSigmoid,
  logSoftmax,
  lstm,
  masking: around("body", masking),
  maxout,
  maxPool1d,
  maxPool2d,
  mish,
  mlpMixer,
  multiHeadAttention,
  pad2d,
  parallel: around("branches", parallel),
  positionEmbedding,
  prelu,
  reglu,
  relu,
  relu6,
  reparameterization,
  reshape,
  residual: around("body", residual),
  rmsNorm,
  rnn,
  selu,
  sequential: around("layers", sequential),
  sigmoid,
  silu,
  smallResidualNet,
  softmax,
  softplus,
  softsign,
  spectralNorm: around("layer", spectralNorm),
  swiglu,
  swish,
  tanh,
  temporalConvNet,
  tiedEmbedding: around("body", tiedEmbedding),
  timeDistributed: around("body", timeDistributed),
  transformerBlock,
  transpose,
  weightNorm: around("layer", weightNorm),
  variationalAutoencoder,
};

/** The factory of a layer around others, whose options hold them. */
function around<Held, Options extends object>(
  holds: string,
  factory: (held: Held, options: Options) => Layer,
): LayerFactory {
  return (options) => {
    const { [holds]: held, ...rest } = givenOptions(factory.name, options);
    return factory(held, rest);
  };
}
