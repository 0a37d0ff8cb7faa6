import { givenOptions, type Parameter, perAxis, type Shape, type Tensor } from "@descent/core";
import { layerLabel, requireImages } from "../_require.ts";
import { ReshapedViews } from "../_reshaped_views.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import { buildConv2d, checkConv2d } from "./_built_conv2d.ts";
import type { PaddingMode } from "../shape/pad2d.ts";
import type { Conv2dOptions } from "./conv2d_options.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode conv1d}.
 *
 * @category Linear and convolution
 */
export interface Conv1dOptions {
  /** Number of filters, that is of output channels, a whole number of at least 1. */
  readonly filters: number;
  /** Length of a filter, a whole number of at least 1. */
  readonly kernel: number;
  /** Elements from window to window, a whole number of at least 1; default 1. */
  readonly stride?: number;
  /** Elements on both ends: one number, `[left, right]`, or `"same"` for ceil(W / stride) elements of output; default 0. */
  readonly padding?: number | readonly [left: number, right: number] | "same";
  /** Elements from tap to tap of a filter, a whole number of at least 1; default 1. */
  readonly dilation?: number;
  /** Values in the padding, see {@linkcode PaddingMode}; default `"zeros"`. */
  readonly paddingMode?: PaddingMode;
  /** Groups of channels that are convolved apart; default 1. */
  readonly groups?: number;
  /** Name within the network; default `conv1d` and its number. */
  readonly name?: string;
  /** Initial values of the weight; default {@linkcode heNormal}. */
  readonly weight?: Initializer;
  /** Initial values of the bias, or false for a layer without one; default {@linkcode zeros}. */
  readonly bias?: Initializer | false;
}

/**
 * Convolution of sequences: `y[n, f, q] = b[f] + Σ w[f, c, j] x[n, c, q s + j d − p]`, a sum over channels c of the
 * filter's group and places j.
 *
 * Backward: `dx[n, c, v] = Σ w[f, c, j] dy[n, f, q]` over all f, q, j with `v = q s + j d − p`;
 * `dw[f, c, j] = Σ dy[n, f, q] x[n, c, q s + j d − p]`; `db[f] = Σ dy[n, f, q]`. A relu that follows in a sequential
 * network is applied while the sums are stored.
 *
 * Takes [N, C, W] and gives [N, filters, OW] with `OW = floor((W + left + right − E) / stride) + 1`, where a filter
 * covers `E = d (kernel − 1) + 1` elements; parameters are `weight` [filters, C / groups, kernel], which decays, and `bias` [filters], which does not.
 *
 * @category Linear and convolution
 * @param options Filters, window, dilation, groups, name and initializers.
 * @returns The layer.
 * @throws {RangeError} When an option is out of range; when it is built, also when groups divides not both numbers of
 * channels.
 * @throws {TypeError} When it is built for an input that is not [N, C, W], or smaller than the window.
 *
 * @example Sums of neighbours
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, constant, conv1d } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const sums = conv1d({ filters: 1, kernel: 2, weight: constant({ value: 1 }) });
 * const built = buildLayer(sums, [1, 1, 4], { arena });
 * assertEquals([...built.forward(arena.from([1, 2, 3, 4], [1, 1, 4]), "eval").data], [3, 5, 7]);
 * ```
 */
export function conv1d(options: Conv1dOptions): Layer {
  const { kernel, stride = 1, padding = 0, dilation = 1, ...rest } = givenOptions(
    "conv1d",
    options,
  );
  const sides = padding === "same" ? padding : perAxis(padding);
  const ofImages: Conv2dOptions = {
    ...rest,
    kernel: [1, kernel],
    stride: [1, stride],
    dilation: [1, dilation],
    padding: sides === "same" ? sides : [0, 0, sides[0], sides[1]],
  };
  checkConv2d("Conv1d", ofImages);
  return configured("conv1d", { kernel, stride, padding, dilation, ...rest }, {
    kind: "conv1d",
    name: rest.name,
    fusedActivations: ["relu"],
    build: (input, context) => new BuiltConv1d(ofImages, input, context),
  });
}

/** A convolution of images of one row. */
class BuiltConv1d implements BuiltLayer {
  readonly output: Shape;
  readonly multiplyAdds: number;
  readonly parameters: readonly Parameter[];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #rows: BuiltLayer;
  readonly #inputs: ReshapedViews;
  readonly #outputs: ReshapedViews;
  readonly #outputGradients: ReshapedViews;
  readonly #inputGradients: ReshapedViews;

  constructor(options: Conv2dOptions, input: Shape, context: BuildContext) {
    requireImages(layerLabel("Conv1d", context.path), "[N, C, W]", input);
    const [N, C, W] = input;
    this.#rows = buildConv2d("Conv1d", options, [N, C, 1, W], context);
    const [, filters, , OW] = this.#rows.output;
    this.output = [N, filters, OW];
    this.multiplyAdds = this.#rows.multiplyAdds ?? 0;
    const withoutRows = (tensor: Tensor) =>
      tensor.shape.length === 4 ? tensor.reshape(tensor.shape.toSpliced(2, 1)) : tensor;
    this.parameters = this.#rows.parameters.map(({ value, gradient, ...rest }) => ({
      ...rest,
      value: withoutRows(value),
      gradient: withoutRows(gradient),
    }));
    this.#inputs = new ReshapedViews([C, 1, W]);
    this.#outputs = new ReshapedViews([filters, OW]);
    this.#outputGradients = new ReshapedViews([filters, 1, OW]);
    this.#inputGradients = new ReshapedViews([C, W]);
  }

  forward(x: Tensor): Tensor {
    return this.#outputs.of(this.#rows.forward(this.#inputs.of(x), "eval"));
  }

  backward(dy: Tensor): Tensor | undefined {
    const dx = this.#rows.backward(this.#outputGradients.of(dy));
    return dx === undefined ? undefined : this.#inputGradients.of(dx);
  }
}
