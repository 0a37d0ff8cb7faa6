import {
  type Expression,
  formatShape,
  type Operand,
  pointwise,
  type PointwiseKernel,
  type PointwiseRule,
  sameShape,
  type Shape,
  sizeOf,
  type Tensor,
} from "@descent/core";
import { requireNumber } from "../_require.ts";
import { LossMemory, requireReduction } from "./_loss_memory.ts";
import { outputTensor } from "./_output_numbers.ts";
import type { BuiltLoss, Loss, LossContext, Target } from "./loss.ts";
import type { Reduction, ReductionOptions } from "./reduction.ts";

/**
 * The prediction `x`, the target `t` and the numbers of the loss, as a formula sees them for one element.
 *
 * @category Losses and penalties
 */
export type LossOperands<Name extends string> = Readonly<Record<"x" | "t" | Name, Expression>>;

/**
 * Formulas of {@linkcode pointwiseLoss}: a loss of each element by itself.
 *
 * @category Losses and penalties
 */
export interface PointwiseLossFormula<S extends string, O extends string> {
  /** Kind of loss, such as `mean_squared_error`. */
  readonly kind: string;
  /** Name in messages; default the kind. */
  readonly title?: string;
  /** Names of numbers that each loss is given; default none. */
  readonly scalars?: readonly S[];
  /** Names of numbers that each output has for itself; default none. */
  readonly outputs?: readonly O[];
  /** Whether the mean divides by the number of examples and not by that of elements; default no. */
  readonly perExample?: boolean;
  /** The loss of an element. */
  readonly value: (operands: LossOperands<NoInfer<S> | NoInfer<O>>) => Operand;
  /** Its derivative with respect to `x`; what it gives for a NaN or infinite `x` does not matter, but see the next. */
  readonly slope: (operands: LossOperands<NoInfer<S> | NoInfer<O>>) => Expression;
  /** Whether the derivative is right for NaN and infinite `x` too; default no, and it becomes NaN there. */
  readonly takesInfinity?: boolean;
  /** Throws when a target is out of range; default none is. */
  readonly checkTarget?: (t: Tensor) => void;
}

type Names = "x" | "t" | "loss" | "gradient";

/**
 * Options of a loss that {@linkcode pointwiseLoss} makes: reduction, and its numbers, one or one for each output.
 *
 * @category Losses and penalties
 */
export type PointwiseLossOptions<S extends string, O extends string> =
  & ReductionOptions
  & Readonly<Record<S, number>>
  & Readonly<Record<O, number | readonly number[]>>;

/**
 * A factory of losses; its options may be left out where there are no numbers to give.
 *
 * @category Losses and penalties
 */
export type PointwiseLossFactory<S extends string, O extends string> = (
  ...options: [S | O] extends [never] ? [options?: PointwiseLossOptions<S, O>]
    : [options: PointwiseLossOptions<S, O>]
) => Loss;

/**
 * A kind of loss from the formulas of one element: its value and its slope.
 *
 * Value, gradient and reduction are one compiled loop, for f32 and f64; weights of examples and of losses are honoured.
 * The loss takes predictions of any shape [N, ...], and targets of the same shape and element type.
 *
 * @category Losses and penalties
 * @param formula Kind, value, slope, and names of the numbers, see {@linkcode PointwiseLossFormula}.
 * @returns A factory, which takes reduction and numbers, and throws a `TypeError` when one is no number.
 *
 * @example The logarithm of the hyperbolic cosine, checked in one call
 * ```ts
 * import { lossGradientErrors, pointwiseLoss } from "@descent/layers";
 * import { assertLess } from "@std/assert";
 *
 * const logCosh = pointwiseLoss({
 *   kind: "log_cosh",
 *   // |e| + log(1 + exp(−2|e|)) − log 2: no error is too large for it.
 *   value({ x, t }) {
 *     const size = x.sub(t).abs();
 *     return size.add(size.mul(-2).exp().log1p()).sub(Math.LN2);
 *   },
 *   slope: ({ x, t }) => x.sub(t).tanh(),
 * });
 * const [{ error }] = lossGradientErrors(logCosh(), [4, 3], { target: "values" });
 * assertLess(error, 1e-7);
 * ```
 */
export function pointwiseLoss<const S extends string = never, const O extends string = never>(
  formula: PointwiseLossFormula<S, O>,
): PointwiseLossFactory<S, O> {
  const { kind, title = kind, scalars = [], outputs = [], value, slope } = formula;
  const { takesInfinity = false } = formula;
  const rule = pointwise<Names | O, S | "scale">({
    name: kind,
    tensors: ["x", "t", "loss", "gradient", ...outputs],
    scalars: [...scalars, "scale"],
    update(given) {
      const operands = given as Readonly<Record<Names | S | O | "scale", Expression>>;
      const { x, scale } = operands, derivative = slope(operands);
      // x − x is NaN where x is infinite: a diverged prediction must not have a plausible gradient.
      const visible = takesInfinity ? derivative : derivative.add(x.sub(x));
      const gradient = visible.mul(scale).flushSubnormal();
      return { loss: value(operands), gradient } as Record<Names | O, Expression>;
    },
  });
  const make = (options: PointwiseLossOptions<S, O>): Loss => {
    const { reduction = "mean" } = options;
    requireReduction(title, reduction);
    for (const scalar of scalars) requireNumber(title, scalar, options[scalar]);
    return {
      kind,
      build: (prediction, context) =>
        new BuiltPointwiseLoss(formula, rule, options, reduction, prediction, context),
    };
  };
  return (...[options]) => make(options ?? {} as PointwiseLossOptions<S, O>);
}

class BuiltPointwiseLoss<S extends string, O extends string> implements BuiltLoss {
  readonly #title: string;
  readonly #checkTarget: ((t: Tensor) => void) | undefined;
  /** Elements that the mean counts as one. */
  readonly #counted: number;
  readonly #memory: LossMemory;
  readonly #scalars: Record<string, number>;
  readonly #kernel: PointwiseKernel<Names | O, string>;

  constructor(
    formula: PointwiseLossFormula<S, O>,
    rule: PointwiseRule<Names | O, S | "scale">,
    numbers: PointwiseLossOptions<S, O>,
    reduction: Reduction,
    prediction: Shape,
    context: LossContext,
  ) {
    const { kind, title = kind, scalars = [], outputs = [], perExample = false } = formula;
    this.#title = title;
    this.#checkTarget = formula.checkTarget;
    this.#counted = perExample ? sizeOf(prediction.slice(1)) : 1;
    this.#memory = new LossMemory({ title, reduction, prediction, sharedAxes: 0, context });
    const { losses: loss, gradient } = this.#memory;
    this.#scalars = { scale: 1 };
    for (const name of scalars) this.#scalars[name] = numbers[name];
    const tensors: Record<string, Tensor> = { x: loss, t: loss, loss, gradient };
    for (const name of outputs) {
      const each: number | readonly number[] = numbers[name];
      tensors[name] = outputTensor(`${title}: ${name}`, each, prediction, context);
    }
    this.#kernel = rule.bind(tensors as Record<Names | O, Tensor>);
  }

  get losses(): Tensor {
    return this.#memory.losses;
  }

  forward(x: Tensor, t: Target, weights?: Tensor): number {
    if (t.dtype !== x.dtype || !sameShape(t.shape, x.shape)) {
      throw new TypeError(
        `${this.#title}: expected ${x.dtype} targets of the prediction's shape ${
          formatShape(x.shape)
        }, got ${t.dtype} ${formatShape(t.shape)}; pass a value for each output`,
      );
    }
    const target = t as Tensor;
    this.#checkTarget?.(target);
    const memory = this.#memory, total = memory.begin(x.shape[0], weights) / this.#counted;
    this.#scalars.scale = memory.scale(total);
    this.#kernel.rebind("x", x);
    this.#kernel.rebind("t", target);
    this.#kernel.run(this.#scalars, x.size);
    if (weights !== undefined) memory.weigh(weights.data);
    return memory.reduced(total);
  }

  backward(): Tensor {
    return this.#memory.gradient;
  }
}
