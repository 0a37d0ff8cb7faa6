import type { PointwiseKernel, PointwiseRule, Shape, Tensor } from "@descent/core";
import { RowViews } from "../row_views.ts";
import type { BuildContext, BuiltLayer } from "../layer.ts";

/** The rules of a layer without trained numbers; backward writes over the output gradient. */
export interface PointwiseRules<S extends string> {
  readonly forward: PointwiseRule<"x" | "y", S>;
  readonly backward: PointwiseRule<"x" | "gradient", S>;
}

/** A function of each element with numbers that stay. */
export class BuiltPointwise<S extends string> implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly #needsInputGradient: boolean;
  readonly #outputs: RowViews;
  readonly #numbers: Readonly<Record<S, number>>;
  readonly #forward: PointwiseKernel<"x" | "y", string>;
  readonly #backward: PointwiseKernel<"x" | "gradient", string>;

  constructor(
    { forward, backward }: PointwiseRules<S>,
    numbers: Readonly<Record<S, number>>,
    input: Shape,
    { arena, dtype, needsInputGradient }: BuildContext,
  ) {
    this.output = input;
    this.#needsInputGradient = needsInputGradient;
    this.#numbers = numbers;
    const y = arena.tensor(input, dtype);
    this.#outputs = new RowViews(y);
    this.#forward = forward.bind({ x: y, y });
    this.#backward = backward.bind({ x: y, gradient: y });
  }

  forward(x: Tensor): Tensor {
    this.#forward.rebind("x", x);
    this.#backward.rebind("x", x);
    this.#forward.run(this.#numbers, x.size);
    return this.#outputs.first(x.shape[0]);
  }

  backward(dy: Tensor): Tensor | undefined {
    if (!this.#needsInputGradient) return undefined;
    this.#backward.rebind("gradient", dy);
    this.#backward.run(this.#numbers, dy.size);
    return dy;
  }
}
