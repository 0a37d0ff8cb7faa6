import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { nanUnlessFinite } from "./nan_unless_finite.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";

/**
 * Options of {@linkcode logSigmoid}.
 *
 * @category Activations
 */
export interface LogSigmoidOptions {
  /** Name within the network; default `logSigmoid` and its number. */
  readonly name?: string;
}

const activation = pointwiseLayer({
  kind: "logSigmoid",
  value: ({ x }) => x.min(0).sub(x.abs().neg().exp().log1p()).add(nanUnlessFinite(x.max(0))),
  slope: ({ x }) => x.neg().sigmoid(),
});

/**
 * The logarithm of the logistic function: `y = log σ(x) = −log(1 + e⁻ˣ)` for each element.
 *
 * Backward: `dx = dy σ(−x)`. Computed as `min(x, 0) − log(1 + exp(−|x|))`, so no input is too large. A NaN or
 * infinite input gives NaN or infinity, and a NaN gradient.
 *
 * Takes any shape and gives the same shape.
 *
 * @category Activations
 * @param options Name of the layer.
 * @returns The layer.
 *
 * @example Large negative numbers pass
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, logSigmoid } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(logSigmoid(), [1, 3], { arena });
 * assertEquals([...built.forward(arena.from([-999, -99, 999], [1, 3]), "eval").data], [-999, -99, -0]);
 * ```
 *
 * @see R. Collobert, K. Kavukcuoglu, C. Farabet: "Torch7", NeurIPS workshop 2011
 */
export function logSigmoid(options: LogSigmoidOptions = {}): Layer {
  const { name } = givenOptions("logSigmoid", options);
  return activation({ name });
}
