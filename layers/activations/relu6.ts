import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { nanUnlessFinite } from "./nan_unless_finite.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";

/**
 * Options of {@linkcode relu6}.
 *
 * @category Activations
 */
export interface Relu6Options {
  /** Name within the network; default `relu6` and its number. */
  readonly name?: string;
}

const activation = pointwiseLayer({
  kind: "relu6",
  value: ({ x }) => x.max(0).min(6).add(nanUnlessFinite(x)),
  slope: ({ x }) => x.greater(0).and(x.less(6)).select(1, 0),
});

/**
 * The rectifier with a ceiling: `y = min(max(x, 0), 6)` for each element.
 *
 * Backward: `dx = dy · [0 < x < 6]`. A NaN or infinite input gives NaN both ways: a network that diverged must not
 * come out as saturated.
 *
 * Takes any shape and gives the same shape.
 *
 * @category Activations
 * @param options Name of the layer.
 * @returns The layer.
 *
 * @example What lies between passes
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, relu6 } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(relu6(), [1, 3], { arena });
 * assertEquals([...built.forward(arena.from([-1, 2, 9], [1, 3]), "eval").data], [0, 2, 6]);
 * ```
 *
 * @see A. Krizhevsky: "Convolutional deep belief networks on CIFAR-10", 2010
 */
export function relu6(options: Relu6Options = {}): Layer {
  const { name } = givenOptions("relu6", options);
  return activation({ name });
}
