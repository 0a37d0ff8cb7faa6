import { type Expression, givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";

/**
 * Options of {@linkcode mish}.
 *
 * @category Activations
 */
export interface MishOptions {
  /** Name within the network; default `mish` and its number. */
  readonly name?: string;
}

const activation = pointwiseLayer({
  kind: "mish",
  value: ({ x }) => x.mul(parts(x).tanh),
  slope({ x }) {
    const { tanh, sech, sigmoid } = parts(x);
    return tanh.add(x.mul(sech.square()).mul(sigmoid));
  },
});

/**
 * tanh and sech of log(1 + eˣ), and σ(x), all from `e = exp(−|x|)`: none overflows, and none is the difference of nearly
 * equal numbers.
 */
function parts(x: Expression) {
  const e = x.abs().neg().exp(), isPositive = x.greater(0);
  const upper = isPositive.select(e.mul(2).add(1), e.mul(e.add(2)));
  const rest = isPositive.select(e.square(), 1).mul(2);
  const denominator = upper.add(rest);
  return {
    tanh: upper.div(denominator),
    sech: e.add(1).mul(2).mul(isPositive.select(e, 1)).div(denominator),
    sigmoid: isPositive.select(1, e).div(e.add(1)),
  };
}

/**
 * A smooth unit that is not monotonic: `y = x tanh(log(1 + eˣ))` for each element.
 *
 * Backward: `dx = dy (t + x (1 − t²) σ(x))` with `t = tanh(log(1 + eˣ))`. A NaN or infinite input gives NaN or
 * infinity, and a NaN gradient.
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
 * import { buildLayer, mish } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(mish(), [1, 3], { arena });
 * assertEquals([...built.forward(arena.from([-999, 0, 999], [1, 3]), "eval").data], [-0, 0, 999]);
 * ```
 *
 * @see D. Misra: "Mish: a self regularized non-monotonic activation function", 2019,
 * https://arxiv.org/abs/1908.08681
 */
export function mish(options: MishOptions = {}): Layer {
  const { name } = givenOptions("mish", options);
  return activation({ name });
}
