import { AveragePooling } from "@descent/core";
import type { Layer } from "../layer.ts";
import { pool2d } from "./_pool2d.ts";
import type { Pool2dOptions } from "./pool2d_options.ts";

/**
 * Average pooling: `y[n, c, r, q] = Σᵢⱼ x[n, c, r s + i − p, q s + j − p] / (KH KW)`, with zeros for padding that
 * count in the divisor.
 *
 * Backward: each `dy[n, c, r, q] / (KH KW)` is added to dx all over its window. Windows may overlap; rows and columns
 * that fill no window are left out.
 *
 * Takes [N, C, H, W] and gives [N, C, OH, OW] with `OH = floor((H + top + bottom − rows) / stride) + 1`.
 *
 * @param options Window and name.
 * @returns The layer.
 * @throws {RangeError} When an option is out of range; when it is built, also when padding is not smaller than kernel.
 * @throws {TypeError} When it is built for an input that is not [N, C, H, W], or smaller than the window.
 *
 * @example The average of each half
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { averagePool2d } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = averagePool2d({ kernel: 2 }).build([1, 1, 2, 4], {
 *   arena,
 *   dtype: "f32",
 *   random: randomStream({ seed: 1 }),
 *   path: "pool1",
 *   needsInputGradient: true,
 * });
 * const y = built.forward(arena.from([1, 5, 2, 2, 3, 3, 2, 2], [1, 1, 2, 4]), "eval");
 * assertEquals([...y.data], [3, 2]);
 * const dx = built.backward(arena.from([4, 8], [1, 1, 1, 2]));
 * assertEquals([...dx!.data], [1, 1, 2, 2, 1, 1, 2, 2]);
 * ```
 */
export function averagePool2d(options: Pool2dOptions): Layer {
  return pool2d({
    title: "AveragePool2d",
    kind: "averagePool2d",
    options,
    plan: (planned) => new AveragePooling(planned),
  });
}
