import { givenOptions, logSoftmaxGradientRows, logSoftmaxRows } from "@descent/core";
import type { Layer } from "../layer.ts";
import { rowActivation } from "./_row_activation.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode logSoftmax}.
 *
 * @category Activations
 */
export interface LogSoftmaxOptions {
  /** Name within the network; default `log_softmax` and its number. */
  readonly name?: string;
}

/**
 * Logarithm of the softmax along the last axis: `y[k] = x[k] − log Σⱼ exp(x[j])`.
 *
 * Backward: `dx = dy − exp(y) Σₖ dy[k]`. Stable for scores of any size. A score of minus infinity, the usual mask,
 * stays minus infinity; a row with a NaN or a score of plus infinity, or of nothing but minus infinity, is NaN throughout.
 *
 * Takes [N, ..., K] and gives the same shape.
 *
 * @category Activations
 * @param options Name of the layer.
 * @returns The layer.
 * @throws {TypeError} When it is built for an input without a last axis.
 *
 * @example Logarithms of probabilities that are 0 as numbers
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, logSoftmax } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(logSoftmax(), [1, 2], { arena });
 * assertEquals([...built.forward(arena.from([0, 5e3], [1, 2]), "eval").data], [-5e3, 0]);
 * ```
 */
export function logSoftmax(options: LogSoftmaxOptions = {}): Layer {
  const { name } = givenOptions("logSoftmax", options);
  return configured(
    "logSoftmax",
    { name },
    rowActivation({
      kind: "log_softmax",
      title: "Log-softmax",
      forward: logSoftmaxRows,
      backward: logSoftmaxGradientRows,
    }, name),
  );
}
