import {
  type Expression,
  type Operand,
  pointwise,
  type PointwiseKernel,
  type PointwiseRule,
  type Shape,
  type Tensor,
} from "@descent/core";
import { RowViews } from "../_row_views.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";

/** An activation of each element by itself: two formulas of the input `x` and of numbers that are the layer's own. */
export interface ActivationFormula<S extends string> {
  /** Kind of activation, such as `leaky_relu`. */
  readonly kind: string;
  /** Names of the layer's own numbers; default none. */
  readonly scalars?: readonly S[];
  /** `y = f(x)`. It must be NaN or infinite where `x` is: see {@linkcode nanUnlessFinite}. */
  readonly value: (operands: Readonly<Record<"x" | NoInfer<S>, Expression>>) => Operand;
  /** `f′(x)`; what it gives for a NaN or infinite `x` does not matter. */
  readonly slope: (operands: Readonly<Record<"x" | NoInfer<S>, Expression>>) => Expression;
}

/**
 * Compiles an activation to a forward and a backward rule, once for all layers of its kind; makes layers from a name
 * and the layer's own numbers.
 *
 * Backward is computed from the input, which the layer before keeps anyway, and not from the output: where a
 * saturated output rounds to its limit, the slope still has all its digits.
 */
export function pointwiseActivation<const S extends string = never>(
  { kind, scalars = [], value, slope }: ActivationFormula<S>,
): (name: string | undefined, numbers: Readonly<Record<S, number>>) => Layer {
  type Operands = Readonly<Record<"x" | "y" | "gradient" | S, Expression>>;
  const forwardRule = pointwise<"x" | "y", S>({
    name: kind,
    tensors: ["x", "y"],
    scalars,
    update: (operands) => ({ y: value(operands as Operands) }),
  });
  const backwardRule = pointwise<"x" | "gradient", S>({
    name: `${kind} backward`,
    tensors: ["x", "gradient"],
    scalars,
    update(operands) {
      const { x, gradient } = operands as Operands;
      const slopeOrNaN = slope(operands as Operands).add(nanUnlessFinite(x));
      return { gradient: gradient.mul(slopeOrNaN) };
    },
  });
  return (name, numbers) => ({
    kind,
    name,
    build: (input, context) =>
      new BuiltActivation(forwardRule, backwardRule, numbers, input, context),
  });
}

/** 0, or NaN where `x` is NaN or infinite: added to what would saturate there, and hide that a network diverged. */
export function nanUnlessFinite(x: Expression): Expression {
  return x.sub(x);
}

class BuiltActivation<S extends string> implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly #needsInputGradient: boolean;
  readonly #outputs: RowViews;
  readonly #numbers: Readonly<Record<S, number>>;
  readonly #forward: PointwiseKernel<"x" | "y", string>;
  readonly #backward: PointwiseKernel<"x" | "gradient", string>;

  constructor(
    forwardRule: PointwiseRule<"x" | "y", S>,
    backwardRule: PointwiseRule<"x" | "gradient", S>,
    numbers: Readonly<Record<S, number>>,
    input: Shape,
    { arena, dtype, needsInputGradient }: BuildContext,
  ) {
    this.output = input;
    this.#needsInputGradient = needsInputGradient;
    this.#numbers = numbers;
    const y = arena.tensor(input, dtype);
    this.#outputs = new RowViews(y);
    this.#forward = forwardRule.bind({ x: y, y });
    this.#backward = backwardRule.bind({ x: y, gradient: y });
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
