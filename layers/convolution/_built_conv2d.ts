import { checkWindow, Convolution, type Parameter, type Shape, type Tensor } from "@descent/core";
import { layerLabel, requireCount, requireImages } from "../_require.ts";
import { zeros } from "../initializers/constant.ts";
import { heNormal } from "../initializers/he.ts";
import type { BuildContext, BuiltLayer, FusedActivation } from "../layer.ts";
import { type ConvolutionMemory, convolutionMemory } from "./_convolution_memory.ts";
import type { Conv2dOptions } from "./conv2d_options.ts";

/** Throws when an option of a convolution is out of range; `kind` is how messages call the layer. */
export function checkConv2d(
  kind: string,
  { filters, kernel, stride = 1, padding = 0, groups = 1, name }: Conv2dOptions,
): void {
  const label = layerLabel(kind, name);
  requireCount(label, "filters", filters);
  requireCount(label, "groups", groups);
  checkWindow(label, { kernel, stride, padding });
}

/** A built convolution; `kind` is how messages call the layer. */
export class BuiltConv2d implements BuiltLayer {
  readonly output: Shape;
  readonly parameters: readonly Parameter[];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #memory: ConvolutionMemory;
  readonly #activation: FusedActivation | undefined;
  #x!: Tensor;
  #y!: Tensor;

  constructor(
    kind: string,
    { filters, weight = heNormal(), bias = zeros(), groups = 1, kernel, stride = 1, padding = 0 }:
      Conv2dOptions,
    input: Shape,
    context: BuildContext,
  ) {
    const { arena, dtype, path, activation } = context;
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
      label,
    });
    const [, groupChannels, rows, columns] = convolution.weight;
    this.output = convolution.output;
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
    convolution.gradient(this.#x, dy, weight.gradient, bias?.gradient, activated);
    const dx = inputGradients?.first(dy.shape[0]);
    if (dx === undefined) return undefined;
    return convolution.transposed(dy, weight.value, undefined, dx, activated);
  }
}
