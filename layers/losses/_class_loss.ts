import { formatShape, type Shape, sizeOf, type Tensor } from "@descent/core";
import { ReshapedViews } from "../_reshaped_views.ts";
import { RowViews } from "../row_views.ts";
import { LossMemory, requireReduction } from "./_loss_memory.ts";
import { requireWeights } from "./_output_numbers.ts";
import type { BuiltLoss, LossContext, Target } from "./loss.ts";
import type { Reduction } from "./reduction.ts";

/** How classes count. */
export interface ClassOptions {
  readonly reduction: Reduction;
  readonly classWeights: readonly number[] | undefined;
  readonly ignoreIndex: number | undefined;
}

/** A loss of rows of scores, each with its class. */
export interface ClassLoss {
  /** Name in messages. */
  readonly title: string;
  readonly options: ClassOptions;
  /** Whether the mean divides by the weights of the targets' classes too, and not by those of the rows alone. */
  readonly dividesByClassWeights: boolean;
  /** A factor of every loss; default 1. */
  readonly factor?: number;
  /** Computes the loss of each row, and the gradient of their mean. */
  readonly compute: (rows: ClassRows) => void;
}

/** Scores [M, K] of M rows, their classes, and where the results go. */
export interface ClassRows {
  readonly scores: Tensor;
  readonly target: Tensor<"i32">;
  readonly losses: Tensor;
  readonly gradient: Tensor;
}

/** Throws when an option of a loss of classes is out of range. */
export function checkClassOptions(
  title: string,
  { reduction, classWeights, ignoreIndex }: ClassOptions,
): void {
  requireReduction(title, reduction);
  if (classWeights !== undefined) requireWeights(`${title}: classWeights`, classWeights);
  if (ignoreIndex !== undefined && !Number.isSafeInteger(ignoreIndex)) {
    throw new RangeError(
      `${title}: expected ignoreIndex to be a whole number, got ${ignoreIndex}; try -100`,
    );
  }
}

/** Throws unless a prediction has a last axis of classes; gives their number. */
export function requireScores(
  title: string,
  prediction: Shape,
  classWeights: readonly number[] | undefined,
): number {
  const [, ...rest] = prediction;
  const K = rest.at(-1) ?? 0;
  if (prediction.length < 2 || K === 0) {
    throw new TypeError(
      `${title}: expected scores [N, K] or [N, ..., K] with K at least 1, got ${
        formatShape(["N", ...rest])
      }; end the network with an affine layer of one unit for each class`,
    );
  }
  if (classWeights !== undefined && classWeights.length !== K) {
    throw new TypeError(
      `${title}: expected ${K} class weights, one for each class, got ${classWeights.length}; check the list`,
    );
  }
  return K;
}

/** Throws unless targets are class indices of the prediction's shape without its last axis. */
export function requireClasses(title: string, x: Tensor, target: Target): Tensor<"i32"> {
  let fits = target.dtype === "i32" && target.shape.length === x.shape.length - 1;
  for (let axis = 0; axis < x.shape.length - 1; axis++) {
    fits &&= target.shape[axis] === x.shape[axis];
  }
  if (fits) return target as Tensor<"i32">;
  throw new TypeError(
    `${title}: expected targets ${
      formatShape(x.shape.slice(0, -1))
    } of type i32, got ${target.dtype} ${formatShape(target.shape)}; pass class indices`,
  );
}

/** A built {@linkcode ClassLoss}: weights of classes and samples, and rows that are left out. */
export class BuiltClassLoss implements BuiltLoss {
  readonly #loss: ClassLoss;
  readonly #memory: LossMemory;
  readonly #rows: ReshapedViews;
  /** The targets with a class in the place of the ignored index. */
  readonly #kept: RowViews<Tensor<"i32">> | undefined;
  /** The weight of each row. */
  readonly #weights: Float64Array;

  constructor(loss: ClassLoss, prediction: Shape, context: LossContext) {
    const { title, options: { reduction, classWeights, ignoreIndex } } = loss;
    const K = requireScores(title, prediction, classWeights);
    this.#loss = loss;
    this.#memory = new LossMemory({ title, reduction, prediction, sharedAxes: 1, context });
    this.#rows = new ReshapedViews([K], sizeOf(prediction.slice(1, -1)));
    this.#weights = new Float64Array(sizeOf(prediction) / K);
    if (ignoreIndex !== undefined) {
      this.#kept = new RowViews(context.arena.tensor(prediction.slice(0, -1), "i32"));
    }
  }

  get losses(): Tensor {
    return this.#memory.losses;
  }

  forward(x: Tensor, given: Target, sampleWeights?: Tensor): number {
    const { title, compute, factor = 1, options } = this.#loss;
    const target = requireClasses(title, x, given);
    const memory = this.#memory, whole = memory.begin(x.shape[0], sampleWeights);
    const { losses, gradient } = memory;
    const kept = this.#withoutIgnored(target);
    compute({ scores: this.#rowsOf(x), target: kept, losses, gradient: this.#rowsOf(gradient) });
    const isPlain = options.reduction === "mean" && factor === 1 && kept === target &&
      sampleWeights === undefined && options.classWeights === undefined;
    if (isPlain) return memory.reduced(whole);
    const total = this.#weighRows(target, sampleWeights);
    memory.weigh(this.#weights, target.size * memory.scale(total));
    return memory.reduced(total);
  }

  backward(): Tensor {
    return this.#memory.gradient;
  }

  #rowsOf(tensor: Tensor): Tensor {
    return tensor.shape.length === 2 ? tensor : this.#rows.of(tensor);
  }

  #withoutIgnored(target: Tensor<"i32">): Tensor<"i32"> {
    const { ignoreIndex } = this.#loss.options;
    if (this.#kept === undefined) return target;
    const kept = this.#kept.first(target.shape[0]);
    for (let m = 0; m < target.size; m++) {
      const t = target.data[m];
      kept.data[m] = t === ignoreIndex ? 0 : t;
    }
    return kept;
  }

  /** Sets the weight of each row; gives what their mean divides by. */
  #weighRows(target: Tensor<"i32">, sampleWeights: Tensor | undefined): number {
    const { factor = 1, dividesByClassWeights, options } = this.#loss;
    const { classWeights, ignoreIndex } = options;
    const shared = target.size / (sampleWeights?.size ?? target.size);
    let total = 0;
    for (let m = 0; m < target.size; m++) {
      const t = target.data[m];
      const ofSample = sampleWeights?.data[Math.floor(m / shared)] ?? 1;
      const ofRow = t === ignoreIndex ? 0 : ofSample, ofClass = classWeights?.[t] ?? 1;
      this.#weights[m] = factor * ofRow * ofClass;
      total += dividesByClassWeights ? ofRow * ofClass : ofRow;
    }
    return total;
  }
}
