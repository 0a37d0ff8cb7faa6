import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";

/**
 * Options of {@linkcode softsign}.
 *
 * @category Activations
 */
export interface SoftsignOptions {
  /** Name within the network; default `softsign` and its number. */
  readonly name?: string;
}

const activation = pointwiseLayer({
  kind: "softsign",
  value: ({ x }) => x.div(x.abs().add(1)),
  slope: ({ x }) => x.abs().add(1).reciprocal().square(),
});

/**
 * A sigmoid that flattens slowly: `y = x / (1 + |x|)` for each element, between −1 and 1.
 *
 * Backward: `dx = dy / (1 + |x|)²`. A NaN or infinite input gives NaN both ways: a network that diverged must not
 * come out as saturated.
 *
 * Takes any shape and gives the same shape.
 *
 * @category Activations
 * @param options Name of the layer.
 * @returns The layer.
 *
 * @example Half way at 1
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, softsign } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(softsign(), [1, 3], { arena });
 * assertEquals([...built.forward(arena.from([-1, 0, 3], [1, 3]), "eval").data], [-0.5, 0, 0.75]);
 * ```
 *
 * @see J. Turian, J. Bergstra, Y. Bengio: "Quadratic features and deep architectures for chunking", NAACL 2009
 */
export function softsign(options: SoftsignOptions = {}): Layer {
  const { name } = givenOptions("softsign", options);
  return activation({ name });
}
