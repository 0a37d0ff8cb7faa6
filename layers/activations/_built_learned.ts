import {
  bytesPerElement,
  channelSums,
  type Engine,
  formatShape,
  type Parameter,
  type PointwiseKernel,
  type PointwiseRule,
  type Shape,
  sizeOf,
  type Tensor,
} from "@descent/core";
import { createParameter } from "../initializers/create_parameter.ts";
import { ReshapedViews } from "../_reshaped_views.ts";
import { RowViews } from "../row_views.ts";
import { constant } from "../initializers/constant.ts";
import type { BuildContext, BuiltLayer } from "../layer.ts";

/** Name of the gradient of each element with respect to a trained number, in the backward rule. */
export type Slope<P extends string> = `d ${P}`;

/** The rules of a layer with trained numbers; backward writes over the output gradient. */
export interface LearnedRules<S extends string, P extends string> {
  readonly forward: PointwiseRule<"x" | "y" | P, S>;
  readonly backward: PointwiseRule<"x" | "gradient" | P | Slope<P>, S>;
}

/** A layer's numbers: those that stay, and those that are trained with their initial values. */
export interface LearnedNumbers<S extends string, P extends string> {
  /** The layer in messages. */
  readonly label: string;
  readonly scalars: Readonly<Record<S, number>>;
  readonly initial: Readonly<Record<P, number>>;
  /** Whether each channel has its own. */
  readonly perChannel: boolean;
}

/** A function of each element and of numbers that are trained, of all channels or of each. */
export class BuiltLearned<S extends string, P extends string> implements BuiltLayer {
  readonly output: Shape;
  readonly parameters: readonly Parameter[];
  readonly buffers = [];
  readonly #engine: Engine;
  readonly #needsInputGradient: boolean;
  readonly #scalars: Readonly<Record<S, number>>;
  readonly #numbers: readonly SpreadNumber[];
  readonly #channels: ReshapedViews;
  readonly #channelSize: number;
  readonly #outputs: RowViews;
  readonly #forward: PointwiseKernel<"x" | "y" | P, string>;
  readonly #backward: PointwiseKernel<"x" | "gradient" | P | Slope<P>, string>;

  constructor(
    rules: LearnedRules<S, P>,
    { label, scalars, initial, perChannel }: LearnedNumbers<S, P>,
    input: Shape,
    context: BuildContext,
  ) {
    const { arena, dtype, needsInputGradient } = context;
    const [, ...rest] = input;
    if (rest.length === 0 || rest.includes(0)) {
      throw new TypeError(
        `${label}: expected input [N, C, ...] with extents of at least 1, got ${
          formatShape(input.length === 0 ? [] : ["N", ...rest])
        }; check the shape of the input`,
      );
    }
    const count = perChannel ? rest[0] : 1;
    this.output = input;
    this.#engine = arena.engine;
    this.#needsInputGradient = needsInputGradient;
    this.#scalars = scalars;
    this.#channelSize = sizeOf(rest) / count;
    this.#channels = new ReshapedViews([count, this.#channelSize]);
    const tensors: Record<string, Tensor> = {};
    this.#numbers = Object.entries<number>(initial).map(([name, value]) => {
      const parameter = createParameter(context, {
        name,
        shape: [count],
        initializer: constant({ value }),
        // Decay would pull the function towards another one, not towards a simpler one.
        role: "gain",
      });
      const spread = arena.tensor(input, dtype), gradients = arena.tensor(input, dtype);
      tensors[name] = spread;
      tensors[`d ${name}`] = gradients;
      return { parameter, spread, gradients: new RowViews<Tensor>(gradients) };
    });
    this.parameters = this.#numbers.map(({ parameter }) => parameter);
    const y = arena.tensor(input, dtype);
    this.#outputs = new RowViews(y);
    const spread = Object.fromEntries(Object.keys(initial).map((name) => [name, tensors[name]]));
    const bound = <N extends string>(more: Readonly<Record<string, Tensor>>) =>
      more as Readonly<Record<N, Tensor>>;
    this.#forward = rules.forward.bind(bound({ x: y, y, ...spread }));
    this.#backward = rules.backward.bind(bound({ x: y, gradient: y, ...tensors }));
  }

  forward(x: Tensor): Tensor {
    for (let i = 0; i < this.#numbers.length; i++) this.#spreadOut(this.#numbers[i], x.shape[0]);
    this.#forward.rebind("x", x);
    this.#backward.rebind("x", x);
    this.#forward.run(this.#scalars, x.size);
    return this.#outputs.first(x.shape[0]);
  }

  backward(dy: Tensor): Tensor | undefined {
    this.#backward.rebind("gradient", dy);
    this.#backward.run(this.#scalars, dy.size);
    for (let i = 0; i < this.#numbers.length; i++) {
      const { parameter, gradients } = this.#numbers[i];
      channelSums(this.#channels.of(gradients.first(dy.shape[0])), parameter.gradient);
    }
    return this.#needsInputGradient ? dy : undefined;
  }

  /** The first example's numbers, then copies of them for the others. */
  #spreadOut({ parameter, spread: { data, pointer, dtype } }: SpreadNumber, N: number): void {
    const values = parameter.value.data, size = this.#channelSize;
    for (let c = 0; c < values.length; c++) data.fill(values[c], c * size, (c + 1) * size);
    const bytes = values.length * size * bytesPerElement[dtype];
    this.#engine.kernels.shared.copyRows(N - 1, bytes, pointer, 0, pointer + bytes, bytes);
  }
}

interface SpreadNumber {
  readonly parameter: Parameter;
  /** The trained number of each element, and the gradient of each element with respect to it. */
  readonly spread: Tensor;
  readonly gradients: RowViews;
}
