import { AveragePooling, givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { globalPool } from "./_global_pool.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode globalAveragePool}.
 *
 * @category Pooling and shape
 */
export interface GlobalAveragePoolOptions {
  /** Name within the network; default `globalAveragePool` and its number. */
  readonly name?: string;
}

/**
 * The mean of each channel over the whole image: `y[n, c] = Σ x[n, c, h, w] / (H W)`.
 *
 * Backward: `dx[n, c, h, w] = dy[n, c] / (H W)`.
 *
 * Takes [N, C, H, W] and gives [N, C], ready for an affine layer.
 *
 * @category Pooling and shape
 * @param options Name of the layer.
 * @returns The layer.
 * @throws {TypeError} When it is built for an input that is not [N, C, H, W].
 *
 * @example Two channels
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, globalAveragePool } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(globalAveragePool(), [1, 2, 1, 2], { arena });
 * assertEquals([...built.forward(arena.from([1, 3, 5, 9], [1, 2, 1, 2]), "eval").data], [2, 7]);
 * ```
 *
 * @see M. Lin, Q. Chen, S. Yan: "Network in network", ICLR 2014
 */
export function globalAveragePool(options: GlobalAveragePoolOptions = {}): Layer {
  const { name } = givenOptions("globalAveragePool", options);
  return configured(
    "globalAveragePool",
    { name },
    globalPool({
      title: "GlobalAveragePool",
      kind: "globalAveragePool",
      name,
      plan: (options) => new AveragePooling(options),
    }),
  );
}
