import { checkWindow, givenOptions, MaximumPooling, type PerAxis } from "@descent/core";
import { layerLabel } from "../_require.ts";
import type { Layer } from "../layer.ts";
import { pool2d, tabledPooling } from "./_pool2d.ts";
import type { Pool2dOptions } from "./pool2d_options.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode maxPool2d}.
 *
 * @category Pooling and shape
 */
export interface MaxPool2dOptions extends Pool2dOptions {
  /** Rows and columns from tap to tap of a window: one number, or `[rows, columns]`; default 1. */
  readonly dilation?: PerAxis;
}

/**
 * Maximum pooling: `y[n, c, r, q] = maxᵢⱼ x[n, c, r s + i d − p, q s + j d − p]`.
 *
 * Backward: each `dy[n, c, r, q]` is added to dx where the maximum of its window stands; of equal values the first in
 * row order receives it. Padding never wins, a NaN wins over every number. Windows may overlap; rows and columns that
 * fill no window are left out.
 *
 * Takes [N, C, H, W] and gives [N, C, OH, OW] with `OH = floor((H + top + bottom − E) / stride) + 1`, where a
 * window covers `E = dilation (rows − 1) + 1` rows; rounded up with `ceilMode`.
 *
 * @category Pooling and shape
 * @param options Window, dilation and name.
 * @returns The layer.
 * @throws {RangeError} When an option is out of range; when it is built, also when padding is not smaller than kernel.
 * @throws {TypeError} When it is built for an input that is not [N, C, H, W], or smaller than the window.
 *
 * @example The largest of each quarter
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, maxPool2d } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(maxPool2d({ kernel: 2 }), [1, 1, 2, 4], { arena });
 * const y = built.forward(arena.from([1, 5, 2, 2, 3, 4, 2, 2], [1, 1, 2, 4]), "eval");
 * assertEquals([...y.data], [5, 2]);
 * const dx = built.backward(arena.from([10, 20], [1, 1, 1, 2]));
 * assertEquals([...dx!.data], [0, 10, 20, 0, 0, 0, 0, 0]);
 * ```
 *
 * @see M. Ranzato et al.: "Unsupervised learning of invariant feature hierarchies", CVPR 2007
 */
export function maxPool2d(options: MaxPool2dOptions): Layer {
  const { dilation = 1, ...rest } = givenOptions("maxPool2d", options);
  const { name, kernel, ceilMode = false } = rest;
  checkWindow(layerLabel("MaxPool2d", name), { kernel, dilation });
  const isUsual = !ceilMode && [dilation].flat().every((step) => step === 1);
  return configured(
    "maxPool2d",
    { dilation, ...rest },
    pool2d({
      title: "MaxPool2d",
      kind: "maxPool2d",
      options: rest,
      plan: (planned) =>
        isUsual
          ? new MaximumPooling(planned)
          : tabledPooling(planned, { take: "maximum", ceilMode, dilation }),
    }),
  );
}
