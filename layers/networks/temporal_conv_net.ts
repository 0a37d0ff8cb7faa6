import { givenOptions } from "@descent/core";
import { relu } from "../activations/relu.ts";
import { layerLabel, requireCount, requireCounts } from "../_require.ts";
import { residual } from "../composition/residual.ts";
import { sequential } from "../composition/sequential.ts";
import { conv1d } from "../convolution/conv1d.ts";
import { heNormal } from "../initializers/he.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { Layer } from "../layer.ts";
import { affine } from "../linear/affine.ts";
import { dropout as dropoutLayer } from "../regularization/dropout.ts";
import { causalConv1d } from "../sequences/causal_conv1d.ts";
import { lastStep } from "../sequences/last_step.ts";
import { transpose } from "../shape/transpose.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode temporalConvNet}.
 *
 * @category Networks
 */
export interface TemporalConvNetOptions {
  /** Filters of each block, first to last, at least one; default `[32, 32, 32, 32]`. */
  readonly filters?: readonly number[];
  /** Length of a filter, at least 1; default 3. */
  readonly kernel?: number;
  /** Number of classes, at least 1; default 10. */
  readonly classes?: number;
  /** Share of each convolution's outputs that is set to 0 in training; default 0. */
  readonly dropout?: number;
  /** Initial values of all weights; default {@linkcode heNormal}. */
  readonly weight?: Initializer;
}

/**
 * A temporal convolutional net: blocks of two causal convolutions with a shortcut, whose dilation doubles from block to
 * block, and scores from the last step.
 *
 * A block is `relu(x + f(x))` with f causal conv - relu - [dropout] - causal conv - relu - [dropout]; where the number of
 * channels changes, the shortcut is a convolution of length 1. A step of the last block sees
 * `1 + 2 (kernel − 1) (2^blocks − 1)` steps.
 *
 * Takes [N, C, T] and gives scores [N, classes]. The layers are called `block1/body/conv1`, `block1/body/conv2`,
 * `block1/shortcut`, … and `scores`.
 *
 * @category Networks
 * @param options Filters, kernel, number of classes, dropout and initializer.
 * @returns The layer.
 * @throws {RangeError} When there is no block, or a number is not a whole number of at least 1.
 *
 * @example Sequences of 50 steps of two channels
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { buildNetwork, softmaxCrossEntropy, temporalConvNet } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: temporalConvNet({ filters: [8, 8], classes: 3 }),
 *   input: [4, 2, 50],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * assertEquals(network.output, [4, 3]);
 * ```
 *
 * @see S. Bai, J. Z. Kolter, V. Koltun: "An empirical evaluation of generic convolutional and recurrent networks for
 * sequence modeling", 2018, https://arxiv.org/abs/1803.01271
 */
export function temporalConvNet(options: TemporalConvNetOptions = {}): Layer {
  const { filters = [32, 32, 32, 32], kernel = 3, classes = 10, dropout = 0, weight = heNormal() } =
    givenOptions("temporalConvNet", options);
  requireCounts("temporalConvNet", "filters", filters);
  requireCount("temporalConvNet", "kernel", kernel);
  requireCount("temporalConvNet", "classes", classes);
  requireCount("temporalConvNet", "the number of blocks", filters.length);
  const drops = dropout === 0 ? [] : [dropoutLayer({ rate: dropout })];
  return configured("temporalConvNet", { filters, kernel, classes, dropout, weight }, {
    kind: "temporalConvNet",
    name: undefined,
    build(input, context) {
      if (input.length !== 3) {
        throw new TypeError(
          `${layerLabel("temporalConvNet", context.path)}: expected input [N, C, T], got [${
            ["N", ...input.slice(1)].join(", ")
          }]; put a transpose or reshape layer before it`,
        );
      }
      const blocks = filters.flatMap((count, i) => {
        const convolution = (name: string) =>
          causalConv1d({ filters: count, kernel, dilation: 2 ** i, name, weight });
        const body = sequential([
          convolution("conv1"),
          relu(),
          ...drops,
          convolution("conv2"),
          relu(),
          ...drops,
        ]);
        const channels = i === 0 ? input[1] : filters[i - 1];
        const shortcut = channels === count
          ? {}
          : { shortcut: conv1d({ filters: count, kernel: 1, weight }) };
        return [residual(body, { name: `block${i + 1}`, ...shortcut }), relu()];
      });
      return sequential([
        ...blocks,
        transpose({ name: "steps" }),
        lastStep(),
        affine({ units: classes, name: "scores", weight, role: "output" }),
      ]).build(input, context);
    },
  });
}
