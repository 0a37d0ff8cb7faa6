import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { buildConv2d, checkConv2d, takesBlocks } from "./_built_conv2d.ts";
import type { Conv2dOptions } from "./conv2d_options.ts";
import { configured } from "../_configured.ts";

/**
 * Convolution of images: `y[n, f, r, q] = b[f] + Σ w[f, c, i, j] x[n, c, r s + i d − p, q s + j d − p]`, a sum over
 * channels c of the filter's group, rows i and columns j (a cross-correlation: filters are not flipped).
 *
 * Backward: `dx[n, c, h, v] = Σ w[f, c, i, j] dy[n, f, r, q]` over all f, r, q, i, j that meet x at row
 * `h = r s + i d − p` and column `v = q s + j d − p`; `dw[f, c, i, j] = Σ dy[n, f, r, q] x[n, c, h, v]`;
 * `db[f] = Σ dy[n, f, r, q]`. A relu that follows in a sequential network is applied while the sums are stored.
 *
 * Takes [N, C, H, W] and gives [N, filters, OH, OW] with `OH = floor((H + top + bottom − E) / stride) + 1`, where a
 * filter covers `E = d (rows − 1) + 1` rows; parameters are `weight` [filters, C / groups, rows, columns], which decays, and `bias` [filters], which does not.
 *
 * @category Linear and convolution
 * @param options Filters, window, dilation, groups, name and initializers.
 * @returns The layer.
 * @throws {RangeError} When an option is out of range; when it is built, also when groups divides not both numbers of
 * channels.
 * @throws {TypeError} When it is built for an input that is not [N, C, H, W], or smaller than the window.
 *
 * @example The difference of neighbouring columns
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, conv2d } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const difference = conv2d({ filters: 1, kernel: [1, 2], weight: (values) => values.set([-1, 1]) });
 * const built = buildLayer(difference, [1, 1, 2, 3], { arena });
 * const y = built.forward(arena.from([1, 2, 4, 3, 3, 0], [1, 1, 2, 3]), "eval");
 * assertEquals([...y.data], [1, 2, 0, -3]);
 * ```
 *
 * @see Y. LeCun et al.: "Gradient-based learning applied to document recognition", Proc. IEEE 86, 1998
 */
export function conv2d(options: Conv2dOptions): Layer {
  checkConv2d("Conv2d", givenOptions("conv2d", options));
  return configured("conv2d", options, {
    kind: "conv2d",
    name: options.name,
    fusedActivations: ["relu"],
    blocks: takesBlocks(options) ? "takes" : undefined,
    build: (input, context) => buildConv2d("Conv2d", options, input, context),
  });
}
