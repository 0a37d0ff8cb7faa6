import {
  bytesPerElement,
  channelSums,
  type Engine,
  type Expression,
  formatShape,
  type Parameter,
  pointwise,
  type PointwiseKernel,
  type PointwiseRule,
  type Shape,
  sizeOf,
  type Tensor,
} from "@descent/core";
import { createParameter } from "../initializers/create_parameter.ts";
import { layerLabel } from "../_require.ts";
import { ReshapedViews } from "../_reshaped_views.ts";
import { RowViews } from "../_row_views.ts";
import { constant } from "../initializers/constant.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import { nanUnlessFinite } from "./_pointwise_activation.ts";

/** An activation of each element with a number `p` that is trained: formulas of both and their derivatives. */
export interface LearnedFormula {
  readonly kind: string;
  /** Name in messages. */
  readonly title: string;
  /** Name of the trained number. */
  readonly parameter: string;
  readonly value: (x: Expression, p: Expression) => Expression;
  /** The derivatives with respect to x and to p; what they give for a NaN or infinite x does not matter. */
  readonly slope: (x: Expression, p: Expression) => Expression;
  readonly parameterSlope: (x: Expression, p: Expression) => Expression;
}

/** How one layer learns its numbers. */
export interface LearnedNumbers {
  readonly initial: number;
  /** Whether each channel has its own. */
  readonly perChannel: boolean;
}

type Forward = "x" | "p" | "y";
type Backward = "x" | "p" | "gradient" | "dp";

/** Compiles a learned activation to its rules, once for all layers of its kind. */
export function learnedActivation(
  formula: LearnedFormula,
): (name: string | undefined, numbers: LearnedNumbers) => Layer {
  const { kind, value, slope, parameterSlope } = formula;
  const forwardRule = pointwise<Forward>({
    name: kind,
    tensors: ["x", "p", "y"],
    update: ({ x, p }) => ({ y: value(x, p) }),
  });
  const backwardRule = pointwise<Backward>({
    name: `${kind} backward`,
    tensors: ["x", "p", "gradient", "dp"],
    update: ({ x, p, gradient }) => ({
      gradient: gradient.mul(slope(x, p).add(nanUnlessFinite(x))),
      dp: gradient.mul(parameterSlope(x, p).add(nanUnlessFinite(x))),
    }),
  });
  return (name, numbers) => ({
    kind,
    name,
    build: (input, context) =>
      new BuiltLearnedActivation(formula, forwardRule, backwardRule, numbers, input, context),
  });
}

class BuiltLearnedActivation implements BuiltLayer {
  readonly output: Shape;
  readonly parameters: readonly Parameter[];
  readonly buffers = [];
  readonly #engine: Engine;
  readonly #needsInputGradient: boolean;
  readonly #parameter: Parameter;
  /** The trained number of each element, and the gradient of each element with respect to it. */
  readonly #spread: Tensor;
  readonly #gradients: RowViews;
  readonly #channels: ReshapedViews;
  readonly #channelSize: number;
  readonly #outputs: RowViews;
  readonly #forward: PointwiseKernel<Forward, never>;
  readonly #backward: PointwiseKernel<Backward, never>;

  constructor(
    { title, parameter }: LearnedFormula,
    forwardRule: PointwiseRule<Forward, never>,
    backwardRule: PointwiseRule<Backward, never>,
    { initial, perChannel }: LearnedNumbers,
    input: Shape,
    context: BuildContext,
  ) {
    const { arena, dtype, path, needsInputGradient } = context;
    const [, ...rest] = input;
    if (rest.length === 0 || rest.includes(0)) {
      throw new TypeError(
        `${layerLabel(title, path)}: expected input [N, C, ...] with extents of at least 1, got ${
          formatShape(input.length === 0 ? [] : ["N", ...rest])
        }; check the shape of the input`,
      );
    }
    const count = perChannel ? rest[0] : 1;
    this.output = input;
    this.#engine = arena.engine;
    this.#needsInputGradient = needsInputGradient;
    this.#parameter = createParameter(context, {
      name: parameter,
      shape: [count],
      initializer: constant({ value: initial }),
      // Decay would pull the activation towards another one, not towards a simpler one.
      role: "gain",
      fanIn: 1,
      fanOut: 1,
    });
    this.parameters = [this.#parameter];
    this.#channelSize = sizeOf(rest) / count;
    this.#channels = new ReshapedViews([count, this.#channelSize]);
    this.#spread = arena.tensor(input, dtype);
    const gradients = arena.tensor(input, dtype), y = arena.tensor(input, dtype);
    this.#gradients = new RowViews(gradients);
    this.#outputs = new RowViews(y);
    const p = this.#spread;
    this.#forward = forwardRule.bind({ x: y, p, y });
    this.#backward = backwardRule.bind({ x: y, p, gradient: y, dp: gradients });
  }

  forward(x: Tensor): Tensor {
    this.#spreadOut(x.shape[0]);
    this.#forward.rebind("x", x);
    this.#backward.rebind("x", x);
    this.#forward.run(undefined, x.size);
    return this.#outputs.first(x.shape[0]);
  }

  backward(dy: Tensor): Tensor | undefined {
    this.#backward.rebind("gradient", dy);
    this.#backward.run(undefined, dy.size);
    const gradients = this.#gradients.first(dy.shape[0]);
    channelSums(this.#channels.of(gradients), this.#parameter.gradient);
    return this.#needsInputGradient ? dy : undefined;
  }

  /** The first example's numbers, then copies of them for the others. */
  #spreadOut(N: number): void {
    const values = this.#parameter.value.data, { data, pointer, dtype } = this.#spread;
    const size = this.#channelSize;
    for (let c = 0; c < values.length; c++) data.fill(values[c], c * size, (c + 1) * size);
    const bytes = values.length * size * bytesPerElement[dtype];
    this.#engine.kernels.shared.copyRows(N - 1, bytes, pointer, 0, pointer + bytes, bytes);
  }
}
