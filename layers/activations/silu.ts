import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { swish } from "./_formulas.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";

/**
 * Options of {@linkcode silu}.
 *
 * @category Activations
 */
export interface SiluOptions {
  /** Name within the network; default `silu` and its number. */
  readonly name?: string;
}

const activation = pointwiseLayer({
  kind: "silu",
  value: ({ x }) => swish.value(x),
  slope: ({ x }) => swish.slope(x),
});

/**
 * The sigmoid linear unit, also called swish: `y = x σ(x)` for each element, with `σ(x) = 1 / (1 + e⁻ˣ)`.
 *
 * Backward: `dx = dy σ(x) (1 + x σ(−x))`. NaN stays NaN both ways, infinity stays or becomes NaN, and has a NaN
 * gradient.
 *
 * Takes any shape and gives the same shape.
 *
 * @category Activations
 * @param options Name of the layer.
 * @returns The layer.
 *
 * @example Large numbers pass, large negative ones do not
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, silu } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(silu(), [1, 3], { arena });
 * assertEquals([...built.forward(arena.from([-999, 0, 999], [1, 3]), "eval").data], [-0, 0, 999]);
 * assertEquals([...built.backward(arena.from([8, 8, 8], [1, 3]))!.data], [-0, 4, 8]);
 * ```
 *
 * @see S. Elfwing, E. Uchibe, K. Doya: "Sigmoid-weighted linear units for neural network function approximation in
 * reinforcement learning", 2017, https://arxiv.org/abs/1702.03118
 */
export function silu(options: SiluOptions = {}): Layer {
  const { name } = givenOptions("silu", options);
  return activation({ name });
}
