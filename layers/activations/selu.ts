import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { nanUnlessFinite } from "./nan_unless_finite.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";

/**
 * Options of {@linkcode selu}.
 *
 * @category Activations
 */
export interface SeluOptions {
  /** Name within the network; default `selu` and its number. */
  readonly name?: string;
}

/** λ and α of the paper. */
const scale = 1.0507009873554805, alpha = 1.6732632423543772;

const activation = pointwiseLayer({
  kind: "selu",
  value: ({ x }) =>
    x.greater(0).select(x.mul(scale), x.expm1().mul(scale * alpha).add(nanUnlessFinite(x))),
  slope: ({ x }) => x.greater(0).select(scale, x.exp().mul(scale * alpha)),
});

/**
 * The self-normalizing unit: `y = λ x` above 0, else `λ α (eˣ − 1)`, for each element, with `λ = 1.0507…` and
 * `α = 1.6732…`, which keep mean 0 and variance 1 from layer to layer.
 *
 * Backward: `dx = λ dy` above 0, else `λ α eˣ dy`; the slope at 0 is λ α, as PyTorch's. A NaN or infinite input gives
 * NaN or infinity, and a NaN gradient.
 *
 * Takes any shape and gives the same shape.
 *
 * @category Activations
 * @param options Name of the layer.
 * @returns The layer.
 *
 * @example The scale and the limit
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, selu } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(selu(), [1, 2], { arena, dtype: "f64" });
 * const [one, limit] = built.forward(arena.from([1, -99], [1, 2], "f64"), "eval").data;
 * assertAlmostEquals(one, 1.0507009873554805, 1e-15);
 * assertAlmostEquals(limit, -1.7580993408473766, 1e-15);
 * ```
 *
 * @see G. Klambauer and others: "Self-normalizing neural networks", NIPS 2017, https://arxiv.org/abs/1706.02515
 */
export function selu(options: SeluOptions = {}): Layer {
  const { name } = givenOptions("selu", options);
  return activation({ name });
}
