import {
  pointwise,
  type PointwiseKernel,
  type PointwiseRule,
  type Shape,
  type Tensor,
} from "@descent/core";
import { RowViews } from "../row_views.ts";
import type { BuildContext, BuiltLayer, Mode } from "../layer.ts";

/** The rules of a layer without trained numbers; backward writes over the output gradient. */
export interface PointwiseRules<S extends string> {
  readonly forward: PointwiseRule<"x" | "y", S>;
  readonly backward: PointwiseRule<"x" | "gradient", S>;
  /** Output and slope at once, where training is to keep the slope; absent: backward computes it from x. */
  readonly both?: PointwiseRule<"x" | "y" | "slope", S>;
}

/** Multiplies by a slope that was kept. */
const scale = pointwise({
  name: "kept slope backward",
  tensors: ["slope", "gradient"],
  update: ({ slope, gradient }) => ({ gradient: gradient.mul(slope) }),
});

const none = {};

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
  readonly #both: PointwiseKernel<"x" | "y" | "slope", string> | undefined;
  readonly #scale: PointwiseKernel<"slope" | "gradient", never> | undefined;
  /** Whether the last forward pass has kept the slope. */
  #isKept = false;

  constructor(
    { forward, backward, both }: PointwiseRules<S>,
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
    if (both === undefined || !needsInputGradient) return;
    const slope = arena.tensor(input, dtype);
    this.#both = both.bind({ x: y, y, slope });
    this.#scale = scale.bind({ slope, gradient: y });
  }

  forward(x: Tensor, mode: Mode): Tensor {
    this.#isKept = this.#both !== undefined && mode !== "eval";
    const kernel = this.#isKept ? this.#both! : this.#forward;
    kernel.rebind("x", x);
    this.#backward.rebind("x", x);
    kernel.run(this.#numbers, x.size);
    return this.#outputs.first(x.shape[0]);
  }

  backward(dy: Tensor): Tensor | undefined {
    if (!this.#needsInputGradient) return undefined;
    if (this.#isKept) {
      this.#scale!.rebind("gradient", dy);
      this.#scale!.run(none, dy.size);
      return dy;
    }
    this.#backward.rebind("gradient", dy);
    this.#backward.run(this.#numbers, dy.size);
    return dy;
  }
}
