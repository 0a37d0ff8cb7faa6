import { AveragePooling, givenOptions } from "@descent/core";
import { layerLabel, requireCount } from "../_require.ts";
import type { Layer } from "../layer.ts";
import { pool2d, tabledPooling } from "./_pool2d.ts";
import type { Pool2dOptions } from "./pool2d_options.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode averagePool2d}.
 *
 * @category Pooling and shape
 */
export interface AveragePool2dOptions extends Pool2dOptions {
  /**
   * Whether the zeros of the padding count in the divisor (`count_include_pad` in PyTorch); default true as there, but
   * false for a padding of `"same"`, as in TensorFlow, Keras and ONNX.
   */
  readonly countIncludePad?: boolean;
  /** A divisor for every window (`divisor_override`), a whole number of at least 1; default what counts of the window. */
  readonly divisorOverride?: number;
}

/**
 * Average pooling: `y[n, c, r, q] = Σᵢⱼ x[n, c, r s + i − p, q s + j − p] / m`, with zeros for padding. The divisor m is
 * `KH KW`, or the number of the window's elements that lie inside of the image when padding does not count.
 *
 * Backward: each `dy[n, c, r, q] / m` is added to dx all over its window. Windows may overlap; rows and columns
 * that fill no window are left out.
 *
 * Takes [N, C, H, W] and gives [N, C, OH, OW] with `OH = floor((H + top + bottom − rows) / stride) + 1`, rounded up
 * with `ceilMode`.
 *
 * @category Pooling and shape
 * @param options Window, divisor and name.
 * @returns The layer.
 * @throws {RangeError} When an option is out of range; when it is built, also when padding is not smaller than kernel.
 * @throws {TypeError} When it is built for an input that is not [N, C, H, W], or smaller than the window.
 *
 * @example The average of each half
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { averagePool2d, buildLayer } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(averagePool2d({ kernel: 2 }), [1, 1, 2, 4], { arena });
 * const y = built.forward(arena.from([1, 5, 2, 2, 3, 3, 2, 2], [1, 1, 2, 4]), "eval");
 * assertEquals([...y.data], [3, 2]);
 * const dx = built.backward(arena.from([4, 8], [1, 1, 1, 2]));
 * assertEquals([...dx!.data], [1, 1, 2, 2, 1, 1, 2, 2]);
 * ```
 */
export function averagePool2d(options: AveragePool2dOptions): Layer {
  const { countIncludePad, divisorOverride: divisor, ...rest } = givenOptions(
    "averagePool2d",
    options,
  );
  const { name, ceilMode = false, padding } = rest;
  if (divisor !== undefined) {
    requireCount(layerLabel("AveragePool2d", name), "divisorOverride", divisor);
  }
  const counts = countIncludePad ?? padding !== "same";
  const isUsual = !ceilMode && divisor === undefined;
  return configured(
    "averagePool2d",
    { countIncludePad, divisorOverride: divisor, ...rest },
    pool2d({
      title: "AveragePool2d",
      kind: "averagePool2d",
      options: rest,
      plan: (planned) =>
        isUsual
          ? new AveragePooling({ ...planned, countIncludePad: counts })
          : tabledPooling(planned, { take: "average", ceilMode, divisor, countIncludePad: counts }),
    }),
  );
}
