import { givenOptions } from "@descent/core";
import { requirePositive } from "../_require.ts";
import type { Layer } from "../layer.ts";
import { nanUnlessFinite } from "./nan_unless_finite.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode softplus}.
 *
 * @category Activations
 */
export interface SoftplusOptions {
  /** Name within the network; default `softplus` and its number. */
  readonly name?: string;
  /** How sharp the bend is, β, finite and above 0; default 1. */
  readonly beta?: number;
  /** Where `β x` is above this number, y is x itself; default Infinity, which is exact. PyTorch has 20. */
  readonly threshold?: number;
}

const activation = pointwiseLayer({
  kind: "softplus",
  scalars: ["beta", "threshold"],
  value({ x, beta, threshold }) {
    const scaled = x.mul(beta), negative = x.min(0);
    const tail = scaled.abs().neg().exp().log1p().div(beta);
    const exact = x.max(0).add(tail).add(nanUnlessFinite(negative));
    return scaled.greater(threshold).select(x, exact);
  },
  slope({ x, beta, threshold }) {
    const scaled = x.mul(beta);
    return scaled.greater(threshold).select(1, scaled.sigmoid());
  },
});

/**
 * A smooth rectifier: `y = log(1 + exp(β x)) / β` for each element.
 *
 * Backward: `dx = dy σ(β x)`. Computed as `max(x, 0) + log(1 + exp(−β|x|)) / β`, so no input is too large. A NaN or
 * infinite input gives NaN or infinity, and a NaN gradient.
 *
 * Takes any shape and gives the same shape.
 *
 * @category Activations
 * @param options Name, β and threshold.
 * @returns The layer.
 * @throws {RangeError} When β is not finite and above 0, or the threshold is NaN.
 *
 * @example At 0 it is log 2, with a slope of one half
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, softplus } from "@descent/layers";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(softplus(), [1, 1], { arena, dtype: "f64" });
 * assertAlmostEquals(built.forward(arena.tensor([1, 1], "f64"), "eval").data[0], Math.LN2, 1e-15);
 * assertEquals(built.backward(arena.from([8], [1, 1], "f64"))!.data[0], 4);
 * ```
 *
 * @see X. Glorot, A. Bordes, Y. Bengio: "Deep sparse rectifier neural networks", AISTATS 2011
 */
export function softplus(options: SoftplusOptions = {}): Layer {
  const { name, beta = 1, threshold = Infinity } = givenOptions("softplus", options);
  requirePositive("Softplus", "beta", beta, "1");
  if (Number.isNaN(threshold)) {
    throw new RangeError("Softplus: expected threshold to be a number, got NaN; leave it out");
  }
  return configured(
    "softplus",
    { name, beta, ...threshold === Infinity ? {} : { threshold } },
    activation({ name, beta, threshold }),
  );
}
