import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { pool1d, windowOfRow } from "./_pool1d.ts";
import { averagePool2d } from "./average_pool2d.ts";
import type { Pool1dOptions } from "./pool1d_options.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode averagePool1d}.
 *
 * @category Pooling and shape
 */
export interface AveragePool1dOptions extends Pool1dOptions {
  /** Whether padding counts in the divisor; default true, but false for a padding of `"same"`. */
  readonly countIncludePad?: boolean;
}

/**
 * Average pooling of sequences: `y[n, c, q] = Σᵢ x[n, c, q s + i − p] / m`; see {@linkcode averagePool2d}.
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
 * import { averagePool1d, buildLayer } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(averagePool1d({ kernel: 2 }), [1, 1, 4], { arena });
 * assertEquals([...built.forward(arena.from([1, 5, 2, 4], [1, 1, 4]), "eval").data], [3, 3]);
 * assertEquals([...built.backward(arena.from([10, 20], [1, 1, 2]))!.data], [5, 5, 10, 10]);
 * ```
 */
export function averagePool1d(options: AveragePool1dOptions): Layer {
  const { countIncludePad, ...window } = givenOptions("averagePool1d", options);
  return configured(
    "averagePool1d",
    { countIncludePad, ...window },
    pool1d(
      "AveragePool1d",
      averagePool2d({
        ...windowOfRow(window),
        ...(countIncludePad === undefined ? {} : { countIncludePad }),
      }),
    ),
  );
}
