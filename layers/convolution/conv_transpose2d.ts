import {
  channelSums,
  checkWindow,
  Convolution,
  formatShape,
  givenOptions,
  type Parameter,
  type PerAxis,
  perAxis,
  type Shape,
  sizeOf,
  type Tensor,
} from "@descent/core";
import { layerLabel, requireCount, requireImages } from "../_require.ts";
import { zeros } from "../initializers/constant.ts";
import { heNormal } from "../initializers/he.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import { type ConvolutionMemory, convolutionMemory } from "./_convolution_memory.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode convTranspose2d}.
 *
 * @category Linear and convolution
 */
export interface ConvTranspose2dOptions {
  /** Number of output channels, a whole number of at least 1. */
  readonly filters: number;
  /** Rows and columns of a filter: one number, or `[rows, columns]`; at least 1. */
  readonly kernel: PerAxis;
  /** Rows and columns of the output from one input element to the next; default 1. */
  readonly stride?: PerAxis;
  /** Rows and columns cut off on each side of the output; default 0. */
  readonly padding?: PerAxis;
  /** Rows and columns added below and to the right, less than the stride; default 0. */
  readonly outputPadding?: PerAxis;
  /** Rows and columns of the output from tap to tap of a filter; default 1. */
  readonly dilation?: PerAxis;
  /** Groups of channels that are convolved apart; default 1. */
  readonly groups?: number;
  /** Name within the network; default `convTranspose2d` and its number. */
  readonly name?: string;
  /** Initial values of the weight; default {@linkcode heNormal}. */
  readonly weight?: Initializer;
  /** Initial values of the bias, or false for a layer without one; default {@linkcode zeros}. */
  readonly bias?: Initializer | false;
}

/**
 * Transposed convolution, which enlarges images: the input gradient of {@linkcode conv2d} as a layer,
 * `y[n, f, h, v] = b[f] + Σ w[c, f, i, j] x[n, c, r, q]` over all c, r, q, i, j with `h = r s + i d − p` and
 * `v = q s + j d − p`.
 *
 * Backward: `dx[n, c, r, q] = Σ w[c, f, i, j] dy[n, f, h, v]`, a convolution;
 * `dw[c, f, i, j] = Σ x[n, c, r, q] dy[n, f, h, v]`; `db[f] = Σ dy[n, f, h, v]`.
 *
 * Takes [N, C, H, W] and gives [N, filters, OH, OW] with `OH = (H − 1) stride − 2 padding + d (rows − 1) + 1 +
 * outputPadding`;
 * parameters are `weight` [C, filters / groups, rows, columns], which decays, and `bias` [filters], which does not.
 *
 * @category Linear and convolution
 * @param options Output channels, window, groups, name and initializers.
 * @returns The layer.
 * @throws {RangeError} When an option is out of range; when it is built, also when groups divides not both numbers of
 * channels.
 * @throws {TypeError} When it is built for an input that is not [N, C, H, W], or whose output would be empty.
 *
 * @example Every pixel becomes a square
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, constant, convTranspose2d } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const enlarge = convTranspose2d({ filters: 1, kernel: 2, stride: 2, weight: constant({ value: 1 }) });
 * const built = buildLayer(enlarge, [1, 1, 1, 2], { arena });
 * const y = built.forward(arena.from([3, 4], [1, 1, 1, 2]), "eval");
 * assertEquals(y.shape, [1, 1, 2, 4]);
 * assertEquals([...y.data], [3, 3, 4, 4, 3, 3, 4, 4]);
 * ```
 *
 * @see V. Dumoulin, F. Visin: "A guide to convolution arithmetic for deep learning", arXiv:1603.07285, 2016
 */
export function convTranspose2d(options: ConvTranspose2dOptions): Layer {
  const {
    filters,
    kernel,
    stride = 1,
    padding = 0,
    dilation = 1,
    groups = 1,
    outputPadding = 0,
    name,
  } = givenOptions("convTranspose2d", options);
  const label = layerLabel("ConvTranspose2d", name);
  requireCount(label, "filters", filters);
  requireCount(label, "groups", groups);
  checkWindow(label, { kernel, stride, padding, dilation });
  const added = perAxis(outputPadding), steps = perAxis(stride);
  if (
    !added.every((value, axis) => Number.isSafeInteger(value) && value >= 0 && value < steps[axis])
  ) {
    throw new RangeError(
      `${label}: expected outputPadding of whole numbers below the stride ${
        formatShape(steps)
      }, got ${formatShape(added)}; use a larger stride or less`,
    );
  }
  return configured("convTranspose2d", options, {
    kind: "convTranspose2d",
    name,
    build: (input, context) => new BuiltConvTranspose2d(options, input, context),
  });
}

class BuiltConvTranspose2d implements BuiltLayer {
  readonly output: Shape;
  readonly multiplyAdds: number;
  readonly parameters: readonly Parameter[];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #memory: ConvolutionMemory;
  #x!: Tensor;

  constructor(
    {
      filters,
      kernel,
      stride = 1,
      padding = 0,
      outputPadding = 0,
      dilation = 1,
      groups = 1,
      weight = heNormal(),
      bias = zeros(),
    }: ConvTranspose2dOptions,
    input: Shape,
    context: BuildContext,
  ) {
    const { arena, dtype, path } = context;
    const label = layerLabel("ConvTranspose2d", path);
    requireImages(label, "[N, C, H, W]", input);
    const [N, C, H, W] = input;
    const [rows, columns] = perAxis(kernel), [down, across] = perAxis(stride);
    const [vertical, horizontal] = perAxis(padding), [below, right] = perAxis(outputPadding);
    const [dilationH, dilationW] = perAxis(dilation);
    const OH = (H - 1) * down - 2 * vertical + dilationH * (rows - 1) + 1 + below;
    const OW = (W - 1) * across - 2 * horizontal + dilationW * (columns - 1) + 1 + right;
    if (!(OH >= 1 && OW >= 1)) {
      throw new TypeError(
        `${label}: expected an output of at least one row and column, got ${
          formatShape(["N", filters, OH, OW])
        } from ${formatShape(["N", C, H, W])}; use less padding or a larger kernel`,
      );
    }
    this.output = [N, filters, OH, OW];
    // The convolution of which this is the transpose reads what this layer writes.
    const convolution = new Convolution({
      arena,
      dtype,
      input: this.output,
      filters: C,
      groups,
      kernel,
      stride,
      padding,
      dilation,
      label,
    });
    this.multiplyAdds = sizeOf(convolution.weight) * H * W;
    this.#memory = convolutionMemory(context, {
      convolution,
      input,
      output: this.output,
      weight,
      bias,
      // Of the taps of a filter only every stride-th meets an output.
      fanIn: C / groups * Math.ceil(rows / down) * Math.ceil(columns / across),
      fanOut: filters / groups * rows * columns,
    });
    this.parameters = this.#memory.parameters;
  }

  forward(x: Tensor): Tensor {
    const { convolution, weight, bias, outputs } = this.#memory;
    this.#x = x;
    return convolution.transposed(x, weight.value, bias?.value, outputs.first(x.shape[0]));
  }

  backward(dy: Tensor): Tensor | undefined {
    const { convolution, weight, bias, inputGradients } = this.#memory;
    convolution.gradient(dy, this.#x, weight.gradient, undefined);
    if (bias !== undefined) channelSums(dy, bias.gradient);
    const dx = inputGradients?.first(dy.shape[0]);
    return dx === undefined ? undefined : convolution.forward(dy, weight.value, undefined, dx);
  }
}
