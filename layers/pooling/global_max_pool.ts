import { givenOptions, MaximumPooling } from "@descent/core";
import type { Layer } from "../layer.ts";
import { globalPool } from "./_global_pool.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode globalMaxPool}.
 *
 * @category Pooling and shape
 */
export interface GlobalMaxPoolOptions {
  /** Name within the network; default `globalMaxPool` and its number. */
  readonly name?: string;
}

/**
 * The maximum of each channel over the whole image: `y[n, c] = max x[n, c, h, w]`.
 *
 * Backward: dy goes to the largest element, the first of equal ones. A NaN wins over every number.
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
 * import { buildLayer, globalMaxPool } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(globalMaxPool(), [1, 2, 1, 2], { arena });
 * assertEquals([...built.forward(arena.from([1, 3, 5, 9], [1, 2, 1, 2]), "eval").data], [3, 9]);
 * ```
 */
export function globalMaxPool(options: GlobalMaxPoolOptions = {}): Layer {
  const { name } = givenOptions("globalMaxPool", options);
  return configured(
    "globalMaxPool",
    { name },
    globalPool({
      title: "GlobalMaxPool",
      kind: "globalMaxPool",
      name,
      plan: (options) => new MaximumPooling(options),
    }),
  );
}
