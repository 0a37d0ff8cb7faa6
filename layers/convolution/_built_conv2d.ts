import {
  allPlanes,
  checkWindow,
  Convolution,
  type ImageLayout,
  type Parameter,
  type Shape,
  sizeOf,
  type Tensor,
  windowShape,
} from "@descent/core";
import { layerLabel, requireCount, requireImages } from "../_require.ts";
import { zeros } from "../initializers/constant.ts";
import { heNormal } from "../initializers/he.ts";
import type { BuildContext, BuiltLayer, FusedActivation } from "../layer.ts";
import { pad2d } from "../shape/pad2d.ts";
import { type ConvolutionMemory, convolutionMemory } from "./_convolution_memory.ts";
import type { Conv2dOptions } from "./conv2d_options.ts";

/** Throws when an option of a convolution is out of range; `kind` is how messages call the layer. */
export function checkConv2d(
  kind: string,
  { filters, kernel, stride = 1, padding = 0, dilation = 1, paddingMode, groups = 1, name }:
    Conv2dOptions,
): void {
  const label = layerLabel(kind, name);
  requireCount(label, "filters", filters);
  requireCount(label, "groups", groups);
  checkWindow(label, { kernel, stride, padding, dilation });
  if (paddingMode !== undefined) pad2d({ padding: 0, mode: paddingMode });
}

/** Whether a convolution may read images in blocks: all channels together, or each apart. */
export function takesBlocks(
  { filters, paddingMode = "zeros", groups = 1 }: Conv2dOptions,
): boolean {
  return paddingMode === "zeros" && (groups === 1 || groups === filters);
}

/** Builds a convolution of images; where the padding repeats them, it is a layer of its own in front. */
export function buildConv2d(
  kind: string,
  options: Conv2dOptions,
  input: Shape,
  context: BuildContext,
): BuiltLayer {
  const { paddingMode = "zeros", kernel, stride = 1, padding = 0, dilation = 1 } = options;
  if (paddingMode === "zeros") return new BuiltConv2d(kind, options, input, context);
  const label = layerLabel(kind, context.path), [, , H, W] = input;
  requireImages(label, "[N, C, H, W]", input);
  const sides = windowShape(label, [H, W], { kernel, stride, padding, dilation }).padding;
  const frame = pad2d({ padding: sides, mode: paddingMode }).build(input, context);
  return new PaddedConv2d(
    frame,
    new BuiltConv2d(
      kind,
      { ...options, padding: 0 },
      frame.output,
      context,
    ),
  );
}

class PaddedConv2d implements BuiltLayer {
  readonly output: Shape;
  readonly multiplyAdds: number;
  readonly parameters: readonly Parameter[];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #frame: BuiltLayer;
  readonly #convolution: BuiltConv2d;

  constructor(frame: BuiltLayer, convolution: BuiltConv2d) {
    this.#frame = frame;
    this.#convolution = convolution;
    this.output = convolution.output;
    this.multiplyAdds = convolution.multiplyAdds;
    this.parameters = convolution.parameters;
  }

  forward(x: Tensor): Tensor {
    return this.#convolution.forward(this.#frame.forward(x, "eval"));
  }

  backward(dy: Tensor): Tensor | undefined {
    const padded = this.#convolution.backward(dy);
    return padded === undefined ? undefined : this.#frame.backward(padded);
  }
}

/** A built convolution; `kind` is how messages call the layer. */
class BuiltConv2d implements BuiltLayer {
  readonly output: Shape;
  readonly multiplyAdds: number;
  readonly parameters: readonly Parameter[];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly outputLayout: ImageLayout;
  readonly #memory: ConvolutionMemory;
  readonly #activation: FusedActivation | undefined;
  #x!: Tensor;
  #y!: Tensor;

  constructor(
    kind: string,
    {
      filters,
      weight = heNormal(),
      bias = zeros(),
      groups = 1,
      kernel,
      stride = 1,
      padding = 0,
      dilation = 1,
    }: Conv2dOptions,
    input: Shape,
    context: BuildContext,
  ) {
    const { arena, dtype, path, activation, layouts = allPlanes } = context;
    const label = layerLabel(kind, path);
    requireImages(label, "[N, C, H, W]", input);
    const convolution = new Convolution({
      arena,
      dtype,
      input,
      filters,
      groups,
      kernel,
      stride,
      padding,
      dilation,
      layouts: bias === false ? layouts : { ...layouts, output: "planes" },
      label,
    });
    this.outputLayout = convolution.layouts.output;
    const [, groupChannels, rows, columns] = convolution.weight;
    this.output = convolution.output;
    this.multiplyAdds = sizeOf(convolution.weight) * sizeOf(this.output.slice(2));
    this.#memory = convolutionMemory(context, {
      convolution,
      input,
      output: this.output,
      weight,
      bias,
      fanIn: groupChannels * rows * columns,
      fanOut: filters / groups * rows * columns,
    });
    this.parameters = this.#memory.parameters;
    this.#activation = activation;
  }

  forward(x: Tensor): Tensor {
    const { convolution, weight, bias, outputs } = this.#memory;
    this.#x = x;
    this.#y = outputs.first(x.shape[0]);
    return convolution.forward(x, weight.value, bias?.value, this.#y, this.#activation);
  }

  backward(dy: Tensor): Tensor | undefined {
    const { convolution, weight, bias, inputGradients } = this.#memory;
    const activated = this.#activation === undefined ? undefined : this.#y;
    const x = this.#x, dw = weight.gradient, db = bias?.gradient;
    const dx = inputGradients?.first(dy.shape[0]);
    if (dx !== undefined) {
      return convolution.backward(x, dy, weight.value, dx, dw, db, activated);
    }
    convolution.gradient(x, dy, dw, db, activated);
    return undefined;
  }
}
