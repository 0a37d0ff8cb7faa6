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
  /** Forward that keeps the slopes, where that takes less time than to compute them apart. */
  readonly withSlopes: PointwiseRule<"x" | "y" | "slope", S> | undefined;
}

/** Backward where slopes were kept. */
const bySlopes = pointwise({
  name: "backward by slopes",
  tensors: ["slope", "gradient"],
  update: ({ slope, gradient }) => ({ gradient: gradient.mul(slope).flushSubnormal() }),
});

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
  readonly #withSlopes: PointwiseKernel<"x" | "y" | "slope", string> | undefined;
  readonly #bySlopes: PointwiseKernel<"slope" | "gradient", never> | undefined;
  #keptSlopes = false;

  constructor(
    { forward, backward, withSlopes }: PointwiseRules<S>,
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
    if (!needsInputGradient || withSlopes === undefined) return;
    const slope = arena.tensor(input, dtype);
    this.#withSlopes = withSlopes.bind({ x: y, y, slope });
    this.#bySlopes = bySlopes.bind({ slope, gradient: y });
  }

  forward(x: Tensor, mode: Mode): Tensor {
    const slopes = mode === "eval" ? undefined : this.#withSlopes;
    this.#keptSlopes = slopes !== undefined;
    const forward = slopes ?? this.#forward;
    forward.rebind("x", x);
    this.#backward.rebind("x", x);
    forward.run(this.#numbers, x.size);
    return this.#outputs.first(x.shape[0]);
  }

  backward(dy: Tensor): Tensor | undefined {
    if (!this.#needsInputGradient) return undefined;
    if (this.#keptSlopes) {
      this.#bySlopes!.rebind("gradient", dy);
      this.#bySlopes!.run(undefined, dy.size);
    } else {
      this.#backward.rebind("gradient", dy);
      this.#backward.run(this.#numbers, dy.size);
    }
    return dy;
  }
}
