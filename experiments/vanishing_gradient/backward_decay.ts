import { createEngine } from "@descent/core";
import { buildTrial, type Trial } from "@descent/lab";
import type { ProblemData } from "@descent/problems";
import { length, spectralNorm } from "./spectral_norm.ts";

/** How the backward pass through one hidden layer changes a gradient's length. */
export interface LayerDecay {
  /** The hidden layer, the first is 1. */
  readonly layer: number;
  /** Length of the gradient there over that in the layer after it, averaged over images. */
  readonly mean: number;
  /** The largest of those ratios. */
  readonly largest: number;
  /** Upper bound of those ratios. */
  readonly bound: number;
}

/** How gradients go back through a network with its initial weights. */
export interface BackwardDecay {
  /** Each hidden layer, first to last. */
  readonly layers: readonly LayerDecay[];
  /** Length of the gradient in the first hidden layer over that in the last, averaged over images. */
  readonly whole: number;
  /** How many images had a gradient in every layer; others were left out. */
  readonly images: number;
}

/**
 * Measures how the gradient of the loss with respect to the inputs z of activations goes back through a fully
 * connected net with its initial weights, in f64, for single images.
 *
 * With `z₊ = h W + b` of the layer after and `h = f(z)`, the chain rule gives `∂L/∂z = f′(z) ⊙ (∂L/∂z₊ Wᵀ)`. Hence
 * `‖∂L/∂z‖ ≤ max |f′| ‖W‖₂ ‖∂L/∂z₊‖`, where ‖W‖₂ is the spectral norm of the weights between the two layers. For one
 * image ∂L/∂z is the gradient of the layer's bias.
 *
 * @param trial The trial whose network is built; its problem must be a fully connected one with hidden layers, and its
 * training images are those that are measured.
 * @param data Its problem's data.
 * @param steepest The largest slope of the net's activation.
 * @returns The ratios of all hidden layers, with their bounds.
 */
export async function backwardDecay(
  trial: Trial,
  data: ProblemData,
  steepest: number,
): Promise<BackwardDecay> {
  using engine = createEngine();
  const budget = { ...trial.problem.budget, batchSize: 1 };
  const single = { ...trial.problem, budget, dtype: "f64" as const };
  using built = await buildTrial({ trial: { ...trial, problem: single }, data, engine });
  const { problem } = built;
  const weights = problem.parameters.filter(({ name }) => name.endsWith(".weight"));
  const biases = problem.parameters.filter(({ name }) => name.endsWith(".bias"));
  const lengths = Array.from({ length: problem.stepsPerEpoch }, (_, index) => {
    problem.nextBatch(index + 1);
    problem.gradients();
    return biases.map(({ gradient }) => length(Float64Array.from(gradient.data)));
    // Scores this large may leave nothing to learn, not even in f64.
  }).filter((own) => own.every((length) => length > 0));
  const hidden = biases.slice(0, -1).map((_, index): LayerDecay => {
    const ratios = lengths.map((own) => own[index] / own[index + 1]);
    const { data, shape: [rows, columns] } = weights[index + 1].value;
    return {
      layer: index + 1,
      mean: average(ratios),
      largest: Math.max(...ratios),
      bound: steepest * spectralNorm(data, rows, columns),
    };
  });
  return {
    layers: hidden,
    whole: average(lengths.map((own) => own[0] / own[hidden.length - 1])),
    images: lengths.length,
  };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
