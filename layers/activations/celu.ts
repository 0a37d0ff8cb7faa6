import { givenOptions } from "@descent/core";
import { requirePositive } from "../_require.ts";
import type { Layer } from "../layer.ts";
import { nanUnlessFinite } from "./nan_unless_finite.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";

/**
 * Options of {@linkcode celu}.
 *
 * @category Activations
 */
export interface CeluOptions {
  /** Name within the network; default `celu` and its number. */
  readonly name?: string;
  /** The limit α below 0, finite and above 0; default 1. */
  readonly alpha?: number;
}

const activation = pointwiseLayer({
  kind: "celu",
  scalars: ["alpha"],
  value({ x, alpha }) {
    const below = x.div(alpha).expm1().mul(alpha).add(nanUnlessFinite(x));
    return x.greater(0).select(x, below);
  },
  slope: ({ x, alpha }) => x.greater(0).select(1, x.div(alpha).exp()),
});

/**
 * The exponential linear unit whose slope is continuous for every α: `y = x` above 0, else `α (exp(x / α) − 1)`, for
 * each element.
 *
 * Backward: `dx = dy` above 0, else `exp(x / α) dy`. A NaN or infinite input gives NaN or infinity, and a NaN
 * gradient.
 *
 * Takes any shape and gives the same shape.
 *
 * @category Activations
 * @param options Name and α.
 * @returns The layer.
 * @throws {RangeError} When α is not finite and above 0.
 *
 * @example Large negative numbers go to −α
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, celu } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(celu({ alpha: 2 }), [1, 3], { arena });
 * assertEquals([...built.forward(arena.from([-999, 0, 5], [1, 3]), "eval").data], [-2, 0, 5]);
 * ```
 *
 * @see J. T. Barron: "Continuously differentiable exponential linear units", 2017, https://arxiv.org/abs/1704.07483
 */
export function celu(options: CeluOptions = {}): Layer {
  const { name, alpha = 1 } = givenOptions("celu", options);
  requirePositive("Celu", "alpha", alpha, "1");
  return activation({ name, alpha });
}
