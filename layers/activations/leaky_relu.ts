import { givenOptions } from "@descent/core";
import { requireFinite } from "../_require.ts";
import type { Layer } from "../layer.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode leakyRelu}.
 *
 * @category Activations
 */
export interface LeakyReluOptions {
  /** Name within the network; default `leaky_relu` and its number. */
  readonly name?: string;
  /** The slope s below 0, finite; default 0.01. */
  readonly negativeSlope?: number;
}

const activation = pointwiseLayer({
  kind: "leaky_relu",
  scalars: ["negativeSlope"],
  value: ({ x, negativeSlope }) => x.greater(0).select(x, x.mul(negativeSlope)),
  slope: ({ x, negativeSlope }) => x.greater(0).select(1, negativeSlope),
});

/**
 * The leaky rectifier: `y = x` above 0, else `s x`, for each element.
 *
 * Backward: `dx = dy` above 0, else `s dy`; the slope at 0 is s, as PyTorch's. NaN stays NaN both ways.
 *
 * Takes any shape and gives the same shape.
 *
 * @category Activations
 * @param options Name and slope below 0.
 * @returns The layer.
 * @throws {RangeError} When the slope is not finite.
 *
 * @example Negative numbers shrink
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, leakyRelu } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(leakyRelu({ negativeSlope: 0.25 }), [1, 3], { arena });
 * assertEquals([...built.forward(arena.from([-4, 0, 2], [1, 3]), "eval").data], [-1, 0, 2]);
 * assertEquals([...built.backward(arena.from([8, 8, 8], [1, 3]))!.data], [2, 2, 8]);
 * ```
 *
 * @see A. L. Maas, A. Y. Hannun, A. Y. Ng: "Rectifier nonlinearities improve neural network acoustic models", 2013
 */
export function leakyRelu(options: LeakyReluOptions = {}): Layer {
  const { name, negativeSlope = 0.01 } = givenOptions("leakyRelu", options);
  requireFinite("Leaky relu", "negativeSlope", negativeSlope, "0.01");
  return configured("leakyRelu", { name, negativeSlope }, activation({ name, negativeSlope }));
}
