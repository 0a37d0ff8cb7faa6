import { givenOptions } from "@descent/core";
import { requireFinite } from "../_require.ts";
import type { Layer } from "../layer.ts";
import { nanUnlessFinite } from "./nan_unless_finite.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";

/**
 * Options of {@linkcode elu}.
 *
 * @category Activations
 */
export interface EluOptions {
  /** Name within the network; default `elu` and its number. */
  readonly name?: string;
  /** The limit α below 0, finite; default 1. */
  readonly alpha?: number;
}

const activation = pointwiseLayer({
  kind: "elu",
  scalars: ["alpha"],
  value: ({ x, alpha }) => x.greater(0).select(x, x.expm1().mul(alpha).add(nanUnlessFinite(x))),
  slope: ({ x, alpha }) => x.greater(0).select(1, x.exp().mul(alpha)),
});

/**
 * The exponential linear unit: `y = x` above 0, else `α (eˣ − 1)`, for each element.
 *
 * Backward: `dx = dy` above 0, else `α eˣ dy`; the slope at 0 is α, as PyTorch's. A NaN or infinite input gives NaN
 * or infinity, and a NaN gradient.
 *
 * Takes any shape and gives the same shape.
 *
 * @category Activations
 * @param options Name and α.
 * @returns The layer.
 * @throws {RangeError} When α is not finite.
 *
 * @example Large negative numbers go to −α
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, elu } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(elu({ alpha: 2 }), [1, 3], { arena });
 * assertEquals([...built.forward(arena.from([-99, 0, 5], [1, 3]), "eval").data], [-2, 0, 5]);
 * ```
 *
 * @see D.-A. Clevert, T. Unterthiner, S. Hochreiter: "Fast and accurate deep network learning by exponential linear
 * units", ICLR 2016, https://arxiv.org/abs/1511.07289
 */
export function elu(options: EluOptions = {}): Layer {
  const { name, alpha = 1 } = givenOptions("elu", options);
  requireFinite("Elu", "alpha", alpha, "1");
  return activation({ name, alpha });
}
