import type { Shape } from "@descent/core";
import { elu } from "../activations/elu.ts";
import { gelu } from "../activations/gelu.ts";
import { leakyRelu } from "../activations/leaky_relu.ts";
import { logSoftmax } from "../activations/log_softmax.ts";
import { relu } from "../activations/relu.ts";
import { selu } from "../activations/selu.ts";
import { sigmoid } from "../activations/sigmoid.ts";
import { silu } from "../activations/silu.ts";
import { softmax } from "../activations/softmax.ts";
import { softplus } from "../activations/softplus.ts";
import { tanh } from "../activations/tanh.ts";
import { sequential } from "../composition/sequential.ts";
import { affine } from "../linear/affine.ts";
import { embedding } from "../linear/embedding.ts";
import { binaryCrossEntropy } from "../losses/binary_cross_entropy.ts";
import { huber } from "../losses/huber.ts";
import { meanSquaredError } from "../losses/mean_squared_error.ts";
import { multiclassHinge } from "../losses/multiclass_hinge.ts";
import { softmaxCrossEntropy } from "../losses/softmax_cross_entropy.ts";
import { l1Penalty } from "../penalties/l1_penalty.ts";
import { l2Penalty } from "../penalties/l2_penalty.ts";
import { dropout } from "../regularization/dropout.ts";
import { flatten } from "../shape/flatten.ts";
import { pad2d } from "../shape/pad2d.ts";
import { reshape } from "../shape/reshape.ts";
import { activationEntries } from "./_activation_entries.ts";
import { compositionEntries } from "./_composition_entries.ts";
import { anyShapes, matrices } from "./_entry_shapes.ts";
import { imageEntries } from "./_image_entries.ts";
import { lossEntries } from "./_loss_entries.ts";
import { sequenceEntries } from "./_sequence_entries.ts";
import { windowEntries } from "./_window_entries.ts";
import type { LayerCatalogue } from "./layer_entry.ts";

const rowShapes: readonly Shape[] = [[1, 2], [3, 7], [2, 3, 5]];
const scores: readonly Shape[] = [[1, 1], [3, 2], [5, 10]];

/**
 * The one list of layers, losses and compositions: the gradient checks and the conformance suite walk it, so a new
 * entry is tested before anyone writes a test for it.
 *
 * @category Catalogue and description
 *
 * @example Every entry says what it is tried on
 * ```ts
 * import { layerCatalogue } from "@descent/layers";
 * import { assert } from "@std/assert";
 *
 * assert(layerCatalogue.layers.every(({ inputs }) => inputs.length > 0));
 * assert(layerCatalogue.losses.every(({ predictions }) => predictions.length > 0));
 * ```
 */
export const layerCatalogue: LayerCatalogue = {
  layers: [
    { title: "affine", layer: affine({ units: 5 }), inputs: matrices, bound: 5e-10 },
    {
      title: "affine without bias",
      layer: affine({ units: 5, bias: false }),
      inputs: matrices,
      bound: 5e-10,
    },
    { title: "relu", layer: relu(), inputs: anyShapes, bound: 3.28e-12 },
    {
      title: "leaky relu",
      layer: leakyRelu({ negativeSlope: 0.1 }),
      inputs: anyShapes,
      bound: 2e-11,
    },
    { title: "elu", layer: elu({ alpha: 1.3 }), inputs: anyShapes, bound: 1e-9 },
    { title: "selu", layer: selu(), inputs: anyShapes, bound: 1e-9 },
    { title: "gelu", layer: gelu(), inputs: anyShapes, bound: 1e-8 },
    {
      title: "gelu, approximated by tanh",
      layer: gelu({ approximate: "tanh" }),
      inputs: anyShapes,
      bound: 1e-8,
    },
    { title: "silu", layer: silu(), inputs: anyShapes, bound: 1e-8 },
    { title: "sigmoid", layer: sigmoid(), inputs: anyShapes, bound: 1e-9 },
    { title: "tanh", layer: tanh(), inputs: anyShapes, bound: 1e-9 },
    { title: "softplus", layer: softplus({ beta: 1.5 }), inputs: anyShapes, bound: 1e-9 },
    { title: "softmax", layer: softmax(), inputs: rowShapes, bound: 1e-8 },
    { title: "log-softmax", layer: logSoftmax(), inputs: rowShapes, bound: 1e-8 },
    ...activationEntries,
    { title: "dropout", layer: dropout({ rate: 0.4 }), inputs: anyShapes, bound: 1e-10 },
    { title: "flatten", layer: flatten(), inputs: anyShapes, bound: 3.28e-12 },
    {
      title: "reshape",
      layer: reshape({ shape: [3, 2] }),
      inputs: [[1, 6], [4, 6], [2, 1, 2, 3]],
      bound: 3.28e-12,
    },
    {
      title: "pad2d",
      layer: pad2d({ padding: [1, 0, 2, 3] }),
      inputs: [[1, 1, 1, 1], [2, 3, 5, 4]],
      bound: 3.28e-12,
    },
    {
      title: "embedding",
      layer: embedding({ numEmbeddings: 5, embeddingDim: 3 }),
      inputs: [[1, 1], [4, 7], [2, 3, 4]],
      bound: 1e-9,
    },
    {
      title: "embedding - flatten - affine",
      layer: sequential([
        embedding({ numEmbeddings: 4, embeddingDim: 3 }),
        flatten(),
        affine({ units: 2 }),
      ]),
      inputs: [[1, 1], [3, 5]],
      bound: 1e-8,
    },
    ...imageEntries,
    ...sequenceEntries,
    ...windowEntries,
    {
      title: "affine - relu",
      layer: sequential([affine({ units: 9 }), relu()]),
      inputs: matrices,
      bound: 1e-8,
    },
    {
      title: "affine without bias - relu",
      layer: sequential([affine({ units: 9, bias: false }), relu()]),
      inputs: matrices,
      bound: 1e-8,
    },
    {
      title: "sequential in sequential",
      layer: sequential([flatten(), sequential([affine({ units: 6 }), relu()]), relu()]),
      inputs: [[3, 2, 5]],
      bound: 1e-8,
    },
    ...compositionEntries,
  ],
  losses: [
    {
      title: "softmax cross-entropy",
      loss: softmaxCrossEntropy(),
      predictions: scores,
      target: "classes",
      meaningful: [-Infinity],
      bound: 1e-7,
    },
    {
      title: "softmax cross-entropy with label smoothing",
      loss: softmaxCrossEntropy({ labelSmoothing: 0.1 }),
      predictions: scores,
      target: "classes",
      meaningful: [-Infinity],
      bound: 1e-6,
    },
    {
      title: "multiclass hinge",
      loss: multiclassHinge(),
      predictions: scores,
      target: "classes",
      bound: 1e-8,
    },
    {
      title: "multiclass hinge, squared and averaged over classes",
      loss: multiclassHinge({ power: 2, classReduction: "mean" }),
      predictions: scores,
      target: "classes",
      bound: 1e-7,
    },
    {
      title: "mean squared error",
      loss: meanSquaredError(),
      predictions: anyShapes,
      target: "values",
      bound: 3e-7,
    },
    {
      title: "binary cross-entropy",
      loss: binaryCrossEntropy(),
      predictions: anyShapes,
      target: "probabilities",
      meaningful: [Infinity, -Infinity],
      bound: 1e-7,
    },
    {
      title: "huber",
      loss: huber({ delta: 0.8 }),
      predictions: anyShapes,
      target: "values",
      bound: 1e-7,
    },
    ...lossEntries,
  ],
  penalties: [
    { title: "L1 penalty", penalty: l1Penalty({ strength: 0.3 }), bound: 1e-8 },
    { title: "L2 penalty", penalty: l2Penalty({ strength: 0.3 }), bound: 1e-8 },
  ],
};
