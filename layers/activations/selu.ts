import type { Layer } from "../layer.ts";
import { nanUnlessFinite, pointwiseActivation } from "./_pointwise_activation.ts";
import { configured } from "../_configured.ts";

/** Options of {@linkcode selu}. */
export interface SeluOptions {
  /** Name within the network; default `selu` and its number. */
  readonly name?: string;
}

/** λ and α of the paper. */
const scale = 1.0507009873554805, alpha = 1.6732632423543772;

const activation = pointwiseActivation({
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
 * @param options Name of the layer.
 * @returns The layer.
 *
 * @example The scale and the limit
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { selu } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = selu().build([1, 2], {
 *   arena,
 *   dtype: "f64",
 *   random: randomStream({ seed: 1 }),
 *   path: "selu1",
 *   needsInputGradient: true,
 * });
 * const [one, limit] = built.forward(arena.from([1, -99], [1, 2], "f64"), "eval").data;
 * assertAlmostEquals(one, 1.0507009873554805, 1e-15);
 * assertAlmostEquals(limit, -1.7580993408473766, 1e-15);
 * ```
 *
 * @see G. Klambauer and others: "Self-normalizing neural networks", NIPS 2017, https://arxiv.org/abs/1706.02515
 */
export function selu({ name }: SeluOptions = {}): Layer {
  return configured("selu", { name }, activation(name, {}));
}
