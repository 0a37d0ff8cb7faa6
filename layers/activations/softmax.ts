import { givenOptions, softmaxGradientRows, softmaxRows } from "@descent/core";
import type { Layer } from "../layer.ts";
import { rowActivation } from "./_row_activation.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode softmax}.
 *
 * @category Activations
 */
export interface SoftmaxOptions {
  /** Name within the network; default `softmax` and its number. */
  readonly name?: string;
}

/**
 * Softmax along the last axis: `y[k] = exp(x[k]) / Σⱼ exp(x[j])`.
 *
 * Backward: `dx = y (dy − Σₖ dy[k] y[k])`. Stable for scores of any size. A score of minus infinity, the usual
 * mask, has a probability and a gradient of 0; a row with a NaN or a score of plus infinity, or of nothing but minus
 * infinity, is NaN throughout. To train a classifier, end the network with its scores and take `softmaxCrossEntropy`, which keeps
 * more digits than a softmax followed by a logarithm.
 *
 * Takes [N, ..., K] and gives the same shape.
 *
 * @category Activations
 * @param options Name of the layer.
 * @returns The layer.
 * @throws {TypeError} When it is built for an input without a last axis.
 *
 * @example Probabilities of two classes
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, softmax } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(softmax(), [2, 2], { arena });
 * const scores = arena.from([3, 3, -1e4, 1e4], [2, 2]);
 * assertEquals([...built.forward(scores, "eval").data], [0.5, 0.5, 0, 1]);
 * ```
 *
 * @see J. S. Bridle: "Probabilistic interpretation of feedforward classification network outputs", 1990
 */
export function softmax(options: SoftmaxOptions = {}): Layer {
  const { name } = givenOptions("softmax", options);
  return configured(
    "softmax",
    { name },
    rowActivation({
      kind: "softmax",
      title: "Softmax",
      forward: softmaxRows,
      backward: softmaxGradientRows,
    }, name),
  );
}
