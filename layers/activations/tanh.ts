import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { nanUnlessFinite } from "./nan_unless_finite.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";

/**
 * Options of {@linkcode tanh}.
 *
 * @category Activations
 */
export interface TanhOptions {
  /** Name within the network; default `tanh` and its number. */
  readonly name?: string;
}

const activation = pointwiseLayer({
  kind: "tanh",
  value: ({ x }) => x.tanh().add(nanUnlessFinite(x)),
  slope({ x }) {
    const e = x.abs().mul(-2).exp();
    return e.mul(4).div(e.add(1).square());
  },
});

/**
 * The hyperbolic tangent: `y = tanh x` for each element.
 *
 * Backward: `dx = dy (1 − tanh² x)`, computed as `4e / (1 + e)²` with `e = exp(−2|x|)`, which keeps all digits where y
 * rounds to ±1. A NaN or infinite input gives NaN both ways: a network that diverged must not come out as saturated.
 *
 * Takes any shape and gives the same shape.
 *
 * @category Activations
 * @param options Name of the layer.
 * @returns The layer.
 *
 * @example From −1 to 1, steepest in the middle
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, tanh } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(tanh(), [1, 3], { arena });
 * assertEquals([...built.forward(arena.from([-999, 0, 999], [1, 3]), "eval").data], [-1, 0, 1]);
 * assertEquals([...built.backward(arena.from([8, 8, 8], [1, 3]))!.data], [0, 8, 0]);
 * ```
 *
 * @see Y. LeCun, L. Bottou, G. B. Orr, K.-R. Müller: "Efficient backprop", 1998
 */
export function tanh(options: TanhOptions = {}): Layer {
  const { name } = givenOptions("tanh", options);
  return activation({ name });
}
