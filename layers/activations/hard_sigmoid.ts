import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { nanUnlessFinite } from "./nan_unless_finite.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";

/**
 * Options of {@linkcode hardSigmoid}.
 *
 * @category Activations
 */
export interface HardSigmoidOptions {
  /** Name within the network; default `hardSigmoid` and its number. */
  readonly name?: string;
}

const activation = pointwiseLayer({
  kind: "hardSigmoid",
  value: ({ x }) => x.add(3).max(0).min(6).div(6).add(nanUnlessFinite(x)),
  slope: ({ x }) => x.abs().less(3).select(1 / 6, 0),
});

/**
 * The logistic function made of straight lines: `y = min(max(x + 3, 0), 6) / 6` for each element, as in PyTorch,
 * ONNX with α = 1/6, and Keras 3.
 *
 * Backward: `dx = dy / 6 · [−3 < x < 3]`. A NaN or infinite input gives NaN both ways: a network that diverged must
 * not come out as saturated.
 *
 * Takes any shape and gives the same shape.
 *
 * @category Activations
 * @param options Name of the layer.
 * @returns The layer.
 *
 * @example Half way at 0
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, hardSigmoid } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(hardSigmoid(), [1, 3], { arena });
 * assertEquals([...built.forward(arena.from([-3, 0, 9], [1, 3]), "eval").data], [0, 0.5, 1]);
 * ```
 *
 * @see M. Courbariaux, Y. Bengio, J.-P. David: "BinaryConnect", NeurIPS 2015, https://arxiv.org/abs/1511.00363
 */
export function hardSigmoid(options: HardSigmoidOptions = {}): Layer {
  const { name } = givenOptions("hardSigmoid", options);
  return activation({ name });
}
