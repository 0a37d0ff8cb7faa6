import {
  type Expression,
  formatShape,
  type Operand,
  pointwise,
  type PointwiseKernel,
  type PointwiseRule,
  sameShape,
  type Shape,
  sum,
  type Tensor,
} from "@descent/core";
import { RowViews } from "../_row_views.ts";
import type { BuiltLoss, Loss, LossContext, Target } from "./loss.ts";

/** A loss of each element by itself: two formulas of the prediction `x`, the target `t` and numbers of the loss's own. */
export interface LossFormula<S extends string> {
  /** Kind of loss, such as `mean_squared_error`. */
  readonly kind: string;
  /** Name in messages. */
  readonly title: string;
  /** Names of the loss's own numbers; default none. */
  readonly scalars?: readonly S[];
  /** The loss of an element. */
  readonly value: (operands: Readonly<Record<"x" | "t" | NoInfer<S>, Expression>>) => Operand;
  /** Its derivative with respect to `x`; what it gives for a NaN or infinite `x` does not matter, but see the next. */
  readonly slope: (operands: Readonly<Record<"x" | "t" | NoInfer<S>, Expression>>) => Expression;
  /** Whether the derivative is right for NaN and infinite `x` too; default no, and it becomes NaN there. */
  readonly takesInfinity?: boolean;
  /** Throws when a target is out of range; default none is. */
  readonly checkTarget?: (t: Tensor) => void;
}

type Names = "x" | "t" | "loss" | "gradient";

/** Compiles a loss to one rule, once for all losses of its kind; makes losses from their own numbers. */
export function pointwiseLoss<const S extends string = never>(
  formula: LossFormula<S>,
): (numbers: Readonly<Record<S, number>>) => Loss {
  const { kind, scalars = [], value, slope, takesInfinity = false } = formula;
  const rule = pointwise<Names, S | "inverseCount">({
    name: kind,
    tensors: ["x", "t", "loss", "gradient"],
    scalars: [...scalars, "inverseCount"],
    update(given) {
      const operands = given as Readonly<Record<Names | S | "inverseCount", Expression>>;
      const { x, inverseCount } = operands;
      const derivative = slope(operands);
      // x − x is NaN where x is infinite: a diverged prediction must not have a plausible gradient.
      const visible = takesInfinity ? derivative : derivative.add(x.sub(x));
      return { loss: value(operands), gradient: visible.mul(inverseCount) };
    },
  });
  return (numbers) => ({
    kind,
    build: (prediction, context) =>
      new BuiltPointwiseLoss(formula, rule, numbers, prediction, context),
  });
}

class BuiltPointwiseLoss<S extends string> implements BuiltLoss {
  readonly #formula: Pick<LossFormula<S>, "title" | "checkTarget">;
  readonly #losses: RowViews;
  readonly #gradients: RowViews;
  readonly #scalars: Record<S, number> & { inverseCount: number };
  readonly #kernel: PointwiseKernel<Names, string>;
  #gradient!: Tensor;

  constructor(
    formula: Pick<LossFormula<S>, "title" | "checkTarget">,
    rule: PointwiseRule<Names, S | "inverseCount">,
    numbers: Readonly<Record<S, number>>,
    prediction: Shape,
    { arena, dtype }: LossContext,
  ) {
    this.#formula = formula;
    this.#scalars = { ...numbers, inverseCount: 1 };
    const loss = arena.tensor(prediction, dtype), gradient = arena.tensor(prediction, dtype);
    this.#losses = new RowViews(loss);
    this.#gradients = new RowViews(gradient);
    this.#kernel = rule.bind({ x: loss, t: loss, loss, gradient });
  }

  forward(x: Tensor, t: Target): number {
    const { title, checkTarget } = this.#formula;
    if (t.dtype !== x.dtype || !sameShape(t.shape, x.shape)) {
      throw new TypeError(
        `${title}: expected ${x.dtype} targets of the prediction's shape ${
          formatShape(x.shape)
        }, got ${t.dtype} ${formatShape(t.shape)}; pass a value for each output`,
      );
    }
    const target = t as Tensor, N = x.shape[0];
    checkTarget?.(target);
    this.#scalars.inverseCount = 1 / x.size;
    this.#kernel.rebind("x", x);
    this.#kernel.rebind("t", target);
    this.#kernel.run(this.#scalars, x.size);
    this.#gradient = this.#gradients.first(N);
    return sum(this.#losses.first(N)) / x.size;
  }

  backward(): Tensor {
    return this.#gradient;
  }
}
