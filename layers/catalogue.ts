import type { Shape } from "@descent/core";
import { compositionEntries } from "./_composition_entries.ts";
import { anyShapes, matrices } from "./_entry_shapes.ts";
import { imageEntries } from "./_image_entries.ts";
import { elu } from "./activations/elu.ts";
import { gelu } from "./activations/gelu.ts";
import { leakyRelu } from "./activations/leaky_relu.ts";
import { logSoftmax } from "./activations/log_softmax.ts";
import { selu } from "./activations/selu.ts";
import { sigmoid } from "./activations/sigmoid.ts";
import { silu } from "./activations/silu.ts";
import { softmax } from "./activations/softmax.ts";
import { softplus } from "./activations/softplus.ts";
import { tanh } from "./activations/tanh.ts";
import { affine } from "./affine.ts";
import { dropout } from "./dropout.ts";
import { embedding } from "./embedding.ts";
import { flatten } from "./flatten.ts";
import { l1Penalty } from "./penalties/l1_penalty.ts";
import { l2Penalty } from "./penalties/l2_penalty.ts";
import type { Layer } from "./layer.ts";
import type { Loss, TargetKind } from "./losses/loss.ts";
import { binaryCrossEntropy } from "./losses/binary_cross_entropy.ts";
import { huber } from "./losses/huber.ts";
import { meanSquaredError } from "./losses/mean_squared_error.ts";
import { multiclassHinge } from "./losses/multiclass_hinge.ts";
import { pad2d } from "./pad2d.ts";
import type { Penalty } from "./penalties/penalty.ts";
import { relu } from "./activations/relu.ts";
import { reshape } from "./reshape.ts";
import { sequential } from "./composition/sequential.ts";
import { softmaxCrossEntropy } from "./losses/softmax_cross_entropy.ts";

/** A layer, and what the suites try it on. */
export interface LayerEntry {
  /** What it is called in tables, unique among the layers. */
  readonly title: string;
  /** The layer. */
  readonly layer: Layer;
  /** Input shapes to try: one example, odd extents, no multiple of a vector. */
  readonly inputs: readonly Shape[];
  /** Largest relative error that its gradient check may show. */
  readonly bound: number;
  /** Largest relative error of f32 against f64, for networks in which many layers' errors add up; default 2e-5. */
  readonly f32Bound?: number;
}

/** A loss, and what the suites try it on. */
export interface LossEntry {
  /** What it is called in tables, unique among the losses. */
  readonly title: string;
  /** The loss. */
  readonly loss: Loss;
  /** Prediction shapes to try. */
  readonly predictions: readonly Shape[];
  /** What it takes for targets. */
  readonly target: TargetKind;
  /** Largest relative error that its gradient check may show. */
  readonly bound: number;
}

/** A penalty, and how well its gradient is checked. */
export interface PenaltyEntry {
  /** What it is called in tables, unique among the penalties. */
  readonly title: string;
  /** The penalty. */
  readonly penalty: Penalty;
  /** Largest relative error that its gradient check may show. */
  readonly bound: number;
}

/** Everything that has a gradient, in the order of tables. */
export interface Catalogue {
  /** Layers, compositions and named networks. */
  readonly layers: readonly LayerEntry[];
  /** Losses. */
  readonly losses: readonly LossEntry[];
  /** Penalties. */
  readonly penalties: readonly PenaltyEntry[];
}

const rowShapes: readonly Shape[] = [[1, 2], [3, 7], [2, 3, 5]];
const scores: readonly Shape[] = [[1, 1], [3, 2], [5, 10]];

/**
 * The one list of layers, losses and compositions: the gradient checks and the conformance suite walk it, so a new
 * entry is tested before anyone writes a test for it.
 *
 * @example Every entry says what it is tried on
 * ```ts
 * import { catalogue } from "@descent/layers";
 * import { assert } from "@std/assert";
 *
 * assert(catalogue.layers.every(({ inputs }) => inputs.length > 0));
 * assert(catalogue.losses.every(({ predictions }) => predictions.length > 0));
 * ```
 */
export const catalogue: Catalogue = {
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
      title: "gelu in its tanh form",
      layer: gelu({ form: "tanh" }),
      inputs: anyShapes,
      bound: 1e-8,
    },
    { title: "silu", layer: silu(), inputs: anyShapes, bound: 1e-8 },
    { title: "sigmoid", layer: sigmoid(), inputs: anyShapes, bound: 1e-9 },
    { title: "tanh", layer: tanh(), inputs: anyShapes, bound: 1e-9 },
    { title: "softplus", layer: softplus({ beta: 1.5 }), inputs: anyShapes, bound: 1e-9 },
    { title: "softmax", layer: softmax(), inputs: rowShapes, bound: 1e-8 },
    { title: "log-softmax", layer: logSoftmax(), inputs: rowShapes, bound: 1e-8 },
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
      layer: embedding({ count: 5, features: 3 }),
      inputs: [[1, 1], [4, 7], [2, 3, 4]],
      bound: 1e-9,
    },
    {
      title: "embedding - flatten - affine",
      layer: sequential([embedding({ count: 4, features: 3 }), flatten(), affine({ units: 2 })]),
      inputs: [[1, 1], [3, 5]],
      bound: 1e-8,
    },
    ...imageEntries,
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
      bound: 1e-7,
    },
    {
      title: "softmax cross-entropy with label smoothing",
      loss: softmaxCrossEntropy({ labelSmoothing: 0.1 }),
      predictions: scores,
      target: "classes",
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
      loss: multiclassHinge({ power: 2, averagesClasses: true }),
      predictions: scores,
      target: "classes",
      bound: 1e-7,
    },
    {
      title: "mean squared error",
      loss: meanSquaredError(),
      predictions: anyShapes,
      target: "values",
      bound: 1e-7,
    },
    {
      title: "binary cross-entropy",
      loss: binaryCrossEntropy(),
      predictions: anyShapes,
      target: "probabilities",
      bound: 1e-7,
    },
    {
      title: "huber",
      loss: huber({ delta: 0.8 }),
      predictions: anyShapes,
      target: "values",
      bound: 1e-7,
    },
  ],
  penalties: [
    { title: "L1 penalty", penalty: l1Penalty({ strength: 0.3 }), bound: 1e-8 },
    { title: "L2 penalty", penalty: l2Penalty({ strength: 0.3 }), bound: 1e-8 },
  ],
};
