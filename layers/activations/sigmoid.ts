import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { logistic } from "./_formulas.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";

/**
 * Options of {@linkcode sigmoid}.
 *
 * @category Activations
 */
export interface SigmoidOptions {
  /** Name within the network; default `sigmoid` and its number. */
  readonly name?: string;
}

const activation = pointwiseLayer({
  kind: "sigmoid",
  value: ({ x }) => logistic.value(x),
  slope: ({ x }) => logistic.slope(x),
});

/**
 * The logistic function: `y = σ(x) = 1 / (1 + e⁻ˣ)` for each element.
 *
 * Backward: `dx = dy σ(x) σ(−x)`, with all digits where y rounds to 1. A NaN or infinite input gives NaN both ways: a
 * network that diverged must not come out as saturated.
 *
 * Takes any shape and gives the same shape.
 *
 * @category Activations
 * @param options Name of the layer.
 * @returns The layer.
 *
 * @example From 0 to 1, steepest in the middle
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, sigmoid } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(sigmoid(), [1, 3], { arena });
 * assertEquals([...built.forward(arena.from([-999, 0, 999], [1, 3]), "eval").data], [0, 0.5, 1]);
 * assertEquals([...built.backward(arena.from([8, 8, 8], [1, 3]))!.data], [0, 2, 0]);
 * ```
 *
 * @see D. E. Rumelhart, G. E. Hinton, R. J. Williams: "Learning representations by back-propagating errors", Nature
 * 323, 1986
 */
export function sigmoid(options: SigmoidOptions = {}): Layer {
  const { name } = givenOptions("sigmoid", options);
  return activation({ name });
}
