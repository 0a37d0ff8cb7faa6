import type { Layer } from "../layer.ts";
import { adaptivePool2d } from "./_adaptive_pool2d.ts";
import type { AdaptivePool2dOptions } from "./adaptive_pool2d_options.ts";
import { configured } from "../_configured.ts";

/**
 * Adaptive average pooling to images of a given size: `y[n, c, r, q]` is the mean over the rows from `floor(r H / OH)` to
 * `ceil((r + 1) H / OH)` and the columns likewise.
 *
 * Backward: each `dy[n, c, r, q]` is spread evenly over its window. Windows cover the image evenly, whatever its size, and neighbours may overlap.
 *
 * Takes [N, C, H, W] and gives [N, C, OH, OW].
 *
 * @category Pooling and shape
 * @param options Rows and columns of the output, and name.
 * @returns The layer.
 * @throws {RangeError} When an extent of the output is not a whole number of at least 1.
 * @throws {TypeError} When it is built for an input that is not [N, C, H, W].
 *
 * @example Two columns of a row of five, which share the middle
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adaptiveAveragePool2d, buildLayer } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(adaptiveAveragePool2d({ output: [1, 2] }), [1, 1, 1, 5], { arena });
 * const y = built.forward(arena.from([1, 3, 5, 7, 9], [1, 1, 1, 5]), "eval");
 * assertEquals([...y.data], [3, 7]);
 * ```
 */
export function adaptiveAveragePool2d(options: AdaptivePool2dOptions): Layer {
  return configured(
    "adaptiveAveragePool2d",
    options,
    adaptivePool2d("AdaptiveAveragePool2d", "average", options),
  );
}
