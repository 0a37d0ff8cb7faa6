import type { Shape } from "@descent/core";
import { binaryCrossEntropy } from "../losses/binary_cross_entropy.ts";
import { binaryCrossEntropyOfProbabilities } from "../losses/binary_cross_entropy_of_probabilities.ts";
import { cosineEmbedding } from "../losses/cosine_embedding.ts";
import { dice } from "../losses/dice.ts";
import { focal } from "../losses/focal.ts";
import { gaussianNll } from "../losses/gaussian_nll.ts";
import { hinge } from "../losses/hinge.ts";
import { klDivergence } from "../losses/kl_divergence.ts";
import { meanAbsoluteError } from "../losses/mean_absolute_error.ts";
import { meanSquaredError } from "../losses/mean_squared_error.ts";
import { multiclassHinge } from "../losses/multiclass_hinge.ts";
import { poissonNll } from "../losses/poisson_nll.ts";
import { smoothL1 } from "../losses/smooth_l1.ts";
import { softmaxCrossEntropy } from "../losses/softmax_cross_entropy.ts";
import { anyShapes } from "./_entry_shapes.ts";
import type { LossEntry } from "./layer_entry.ts";

const sequences: readonly Shape[] = [[1, 1, 3], [3, 4, 3]];
const vectors: readonly Shape[] = [[1, 2], [3, 7], [2, 3, 5]];

/** The catalogue's rows for weighted losses of classes, and for losses of values. */
export const lossEntries: readonly LossEntry[] = [
  {
    title: "softmax cross-entropy of sequences, with class weights",
    loss: softmaxCrossEntropy({ classWeights: [0.5, 1, 2], ignoreIndex: -1 }),
    predictions: sequences,
    target: "classes",
    meaningful: [-Infinity],
    bound: 1e-6,
  },
  {
    title: "softmax cross-entropy with class weights and label smoothing",
    loss: softmaxCrossEntropy({ classWeights: [0.5, 1, 2], labelSmoothing: 0.1 }),
    predictions: sequences,
    target: "classes",
    meaningful: [-Infinity],
    bound: 1e-6,
  },
  {
    title: "softmax cross-entropy with probabilities",
    loss: softmaxCrossEntropy({ targets: "probabilities", reduction: "sum" }),
    predictions: vectors,
    target: "probabilities",
    meaningful: [-Infinity],
    bound: 1e-6,
  },
  {
    title: "multiclass hinge with class weights",
    loss: multiclassHinge({ classWeights: [0.5, 1, 2] }),
    predictions: sequences,
    target: "classes",
    bound: 1e-7,
  },
  {
    title: "binary cross-entropy with weights",
    loss: binaryCrossEntropy({ weight: 0.5, posWeight: 3 }),
    predictions: anyShapes,
    target: "probabilities",
    meaningful: [Infinity, -Infinity],
    bound: 1e-6,
  },
  {
    title: "binary cross-entropy of probabilities",
    loss: binaryCrossEntropyOfProbabilities(),
    predictions: anyShapes,
    range: "probabilities",
    target: "probabilities",
    bound: 1e-6,
  },
  {
    title: "mean squared error, summed",
    loss: meanSquaredError({ reduction: "sum" }),
    predictions: anyShapes,
    target: "values",
    bound: 1e-6,
  },
  ...[
    { title: "mean absolute error", loss: meanAbsoluteError() },
    { title: "smooth L1", loss: smoothL1({ beta: 0.8 }) },
    { title: "Gaussian negative log-likelihood", loss: gaussianNll({ variance: 0.7 }) },
  ].map((entry): LossEntry => ({
    ...entry,
    predictions: anyShapes,
    target: "values",
    bound: 1e-7,
  })),
  {
    title: "KL divergence",
    loss: klDivergence(),
    predictions: anyShapes,
    target: "probabilities",
    bound: 1e-6,
  },
  {
    title: "Poisson negative log-likelihood",
    loss: poissonNll(),
    predictions: anyShapes,
    target: "probabilities",
    bound: 1e-6,
  },
  {
    title: "hinge, squared",
    loss: hinge({ power: 2 }),
    predictions: anyShapes,
    target: "binary",
    bound: 1e-7,
  },
  {
    title: "focal",
    loss: focal({ gamma: 1.5 }),
    predictions: anyShapes,
    target: "binary",
    bound: 1e-6,
  },
  {
    title: "cosine embedding",
    loss: cosineEmbedding(),
    predictions: vectors,
    target: "values",
    bound: 1e-6,
  },
  {
    title: "dice",
    loss: dice(),
    predictions: anyShapes,
    range: "probabilities",
    target: "probabilities",
    bound: 1e-6,
  },
];
