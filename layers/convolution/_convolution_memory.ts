import type { Convolution, Parameter, Shape } from "@descent/core";
import { createParameter } from "../initializers/create_parameter.ts";
import { RowViews } from "../row_views.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { BuildContext } from "../layer.ts";

/** Parameters and planned tensors of a convolution or its transpose. */
export interface ConvolutionMemory {
  readonly convolution: Convolution;
  readonly weight: Parameter;
  readonly bias: Parameter | undefined;
  readonly parameters: readonly Parameter[];
  readonly outputs: RowViews;
  readonly inputGradients: RowViews | undefined;
}

/** Options of {@linkcode convolutionMemory}. */
export interface ConvolutionMemoryOptions {
  readonly convolution: Convolution;
  readonly input: Shape;
  readonly output: Shape;
  readonly weight: Initializer;
  readonly bias: Initializer | false;
  /** Inputs that each output sums over. */
  readonly fanIn: number;
  /** Outputs that each input feeds. */
  readonly fanOut: number;
}

/** Allocates parameters, outputs and input gradients of a layer that convolves. */
export function convolutionMemory(
  context: BuildContext,
  { convolution, input, output, weight, bias, fanIn, fanOut }: ConvolutionMemoryOptions,
): ConvolutionMemory {
  const { arena, dtype, needsInputGradient } = context;
  const weightParameter = createParameter(context, {
    name: "weight",
    shape: convolution.weight,
    initializer: weight,
    role: "weight",
    fanIn,
    fanOut,
  });
  const biasParameter = bias === false ? undefined : createParameter(context, {
    name: "bias",
    shape: [output[1]],
    initializer: bias,
    role: "bias",
    fanIn,
    fanOut,
  });
  return {
    convolution,
    weight: weightParameter,
    bias: biasParameter,
    parameters: biasParameter === undefined ? [weightParameter] : [weightParameter, biasParameter],
    outputs: new RowViews(arena.tensor(output, dtype)),
    inputGradients: needsInputGradient ? new RowViews(arena.tensor(input, dtype)) : undefined,
  };
}
