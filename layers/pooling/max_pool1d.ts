import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { pool1d, windowOfRow } from "./_pool1d.ts";
import { maxPool2d } from "./max_pool2d.ts";
import type { Pool1dOptions } from "./pool1d_options.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode maxPool1d}.
 *
 * @category Pooling and shape
 */
export interface MaxPool1dOptions extends Pool1dOptions {
  /** Elements from tap to tap of a window; default 1. */
  readonly dilation?: number;
}

/**
 * Maximum pooling of sequences: `y[n, c, q] = maxᵢ x[n, c, q s + i d − p]`; see {@linkcode maxPool2d}.
 *
 * Takes [N, C, W] and gives [N, C, OW] with `OW = floor((W + left + right − kernel) / stride) + 1`, rounded up with
 * `ceilMode`.
 *
 * @category Pooling and shape
 * @param options Window and name.
 * @returns The layer.
 * @throws {RangeError} When an option is out of range; when it is built, also when padding is not smaller than kernel.
 * @throws {TypeError} When it is built for an input that is not [N, C, W], or smaller than the window.
 *
 * @example Two halves
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, maxPool1d } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(maxPool1d({ kernel: 2 }), [1, 1, 4], { arena });
 * assertEquals([...built.forward(arena.from([1, 5, 2, 4], [1, 1, 4]), "eval").data], [5, 4]);
 * assertEquals([...built.backward(arena.from([10, 20], [1, 1, 2]))!.data], [0, 10, 0, 20]);
 * ```
 */
export function maxPool1d(options: MaxPool1dOptions): Layer {
  const { dilation = 1, ...window } = givenOptions("maxPool1d", options);
  return configured(
    "maxPool1d",
    { dilation, ...window },
    pool1d("MaxPool1d", maxPool2d({ ...windowOfRow(window), dilation: [1, dilation] })),
  );
}
