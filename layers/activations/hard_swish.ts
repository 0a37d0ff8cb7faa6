import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";

/**
 * Options of {@linkcode hardSwish}.
 *
 * @category Activations
 */
export interface HardSwishOptions {
  /** Name within the network; default `hardSwish` and its number. */
  readonly name?: string;
}

const activation = pointwiseLayer({
  kind: "hardSwish",
  value: ({ x }) => x.mul(x.add(3).max(0).min(6).div(6)),
  slope({ x }) {
    const between = x.div(3).add(0.5);
    return x.less(-3).select(0, x.greater(3).select(1, between));
  },
});

/**
 * Swish made of a straight line and a parabola: `y = x min(max(x + 3, 0), 6) / 6` for each element.
 *
 * Backward: `dx = dy (x / 3 + ½)` where `|x| ≤ 3`, dy above and 0 below. A NaN or infinite input gives NaN or
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
 * import { buildLayer, hardSwish } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(hardSwish(), [1, 3], { arena });
 * assertEquals([...built.forward(arena.from([-9, 3, 9], [1, 3]), "eval").data], [-0, 3, 9]);
 * ```
 *
 * @see A. Howard and others: "Searching for MobileNetV3", ICCV 2019, https://arxiv.org/abs/1905.02244
 */
export function hardSwish(options: HardSwishOptions = {}): Layer {
  const { name } = givenOptions("hardSwish", options);
  return activation({ name });
}
