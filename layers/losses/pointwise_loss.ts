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
import { LossMemory, requireReduction } from "./_loss_memory.ts";
import { type OutputNumbers, outputTensor } from "./_output_numbers.ts";
import type { BuiltLoss, Loss, LossContext, Target } from "./loss.ts";
import type { Reduction } from "./reduction.ts";

/** A loss of each element by itself: two formulas of the prediction `x`, the target `t` and numbers of the loss's own. */
export interface LossFormula<S extends string, O extends string> {
  /** Kind of loss, such as `mean_squared_error`. */
  readonly kind: string;
  /** Name in messages. */
  readonly title: string;
  /** Names of the loss's own numbers; default none. */
  readonly scalars?: readonly S[];
  /** Names of numbers that each output has for itself; default none. */
  readonly outputs?: readonly O[];
  /** Whether the mean divides by the number of examples and not by that of elements; default no. */
  readonly perExample?: boolean;
  /** The loss of an element. */
  readonly value: (operands: Operands<NoInfer<S> | NoInfer<O>>) => Operand;
  /** Its derivative with respect to `x`; what it gives for a NaN or infinite `x` does not matter, but see the next. */
  readonly slope: (operands: Operands<NoInfer<S> | NoInfer<O>>) => Expression;
  /** Whether the derivative is right for NaN and infinite `x` too; default no, and it becomes NaN there. */
  readonly takesInfinity?: boolean;
  /** Throws when a target is out of range; default none is. */
  readonly checkTarget?: (t: Tensor) => void;
}

type Operands<S extends string> = Readonly<Record<"x" | "t" | S, Expression>>;
type Names = "x" | "t" | "loss" | "gradient";

/** The numbers of one loss of a kind. */
type LossNumbers<S extends string, O extends string> =
  & Readonly<Record<S, number>>
  & Readonly<Record<O, OutputNumbers>>;

/** Compiles a loss to one rule, once for all losses of its kind; makes losses from their own numbers. */
export function pointwiseLoss<const S extends string = never, const O extends string = never>(
  formula: LossFormula<S, O>,
): (numbers: LossNumbers<S, O>, reduction?: Reduction) => Loss {
  const { kind, title, scalars = [], outputs = [], value, slope, takesInfinity = false } = formula;
  const rule = pointwise<Names | O, S | "scale">({
    name: kind,
    tensors: ["x", "t", "loss", "gradient", ...outputs],
    scalars: [...scalars, "scale"],
    update(given) {
      const operands = given as Readonly<Record<Names | S | O | "scale", Expression>>;
      const { x, scale } = operands, derivative = slope(operands);
      // x − x is NaN where x is infinite: a diverged prediction must not have a plausible gradient.
      const visible = takesInfinity ? derivative : derivative.add(x.sub(x));
      const gradient = visible.mul(scale);
      return { loss: value(operands), gradient } as Record<Names | O, Expression>;
    },
  });
  return (numbers, reduction = "mean") => {
    requireReduction(title, reduction);
    return {
      kind,
      build: (prediction, context) =>
        new BuiltPointwiseLoss(formula, rule, numbers, reduction, prediction, context),
    };
  };
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
    { title, scalars = [], outputs = [], perExample = false, checkTarget }: LossFormula<S, O>,
    rule: PointwiseRule<Names | O, S | "scale">,
    numbers: LossNumbers<S, O>,
    reduction: Reduction,
    prediction: Shape,
    context: LossContext,
  ) {
    this.#title = title;
    this.#checkTarget = checkTarget;
    this.#counted = perExample ? sizeOf(prediction.slice(1)) : 1;
    this.#memory = new LossMemory({ title, reduction, prediction, sharedAxes: 0, context });
    const { losses: loss, gradient } = this.#memory;
    this.#scalars = { scale: 1 };
    for (const name of scalars) this.#scalars[name] = numbers[name];
    const tensors: Record<string, Tensor> = { x: loss, t: loss, loss, gradient };
    for (const name of outputs) {
      const each: OutputNumbers = numbers[name];
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
