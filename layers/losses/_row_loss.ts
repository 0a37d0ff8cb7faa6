import { formatShape, sameShape, type Shape, sizeOf, type Tensor } from "@descent/core";
import { LossMemory, requireReduction } from "./_loss_memory.ts";
import type { BuiltLoss, Loss, LossContext, Target } from "./loss.ts";
import type { Reduction } from "./reduction.ts";

/** A loss of some numbers together, in plain TypeScript: sums run in double precision. */
export interface RowLoss {
  /** Kind of loss, such as `dice`. */
  readonly kind: string;
  /** Name in messages. */
  readonly title: string;
  /** Whether all numbers of an example belong together, or those along its last axis. */
  readonly rows: "examples" | "last axis";
  readonly checkTarget?: (t: Tensor) => void;
  /** The loss of the numbers `from` to `to`; writes `scale` times its gradient. */
  readonly row: (numbers: RowNumbers, from: number, to: number, scale: number) => number;
}

/** Predictions, targets and gradients side by side. */
export interface RowNumbers {
  readonly x: Numbers;
  readonly t: Numbers;
  readonly gradient: Numbers;
}

type Numbers = Float32Array | Float64Array;

/** The loss of rows with a reduction. */
export function rowLoss(rows: RowLoss, reduction: Reduction): Loss {
  requireReduction(rows.title, reduction);
  return {
    kind: rows.kind,
    build: (prediction, context) => new BuiltRowLoss(rows, reduction, prediction, context),
  };
}

class BuiltRowLoss implements BuiltLoss {
  readonly #rows: RowLoss;
  readonly #memory: LossMemory;
  readonly #size: number;
  readonly #numbers: { x: Numbers; t: Numbers; gradient: Numbers };

  constructor(rows: RowLoss, reduction: Reduction, prediction: Shape, context: LossContext) {
    const { title } = rows;
    if (prediction.length < 2 || prediction.slice(1).includes(0)) {
      throw new TypeError(
        `${title}: expected predictions [N, ..., D] with extents of at least 1, got ${
          formatShape(prediction.length === 0 ? [] : ["N", ...prediction.slice(1)])
        }; check the shape of the output`,
      );
    }
    const sharedAxes = rows.rows === "examples" ? prediction.length - 1 : 1;
    this.#rows = rows;
    this.#memory = new LossMemory({ title, reduction, prediction, sharedAxes, context });
    this.#size = sizeOf(prediction.slice(-sharedAxes));
    const { data } = this.#memory.gradient;
    this.#numbers = { x: data, t: data, gradient: data };
  }

  get losses(): Tensor {
    return this.#memory.losses;
  }

  forward(x: Tensor, t: Target, weights?: Tensor): number {
    const { title, checkTarget, row } = this.#rows;
    if (t.dtype !== x.dtype || !sameShape(t.shape, x.shape)) {
      throw new TypeError(
        `${title}: expected ${x.dtype} targets of the prediction's shape ${
          formatShape(x.shape)
        }, got ${t.dtype} ${formatShape(t.shape)}; pass a value for each output`,
      );
    }
    const target = t as Tensor;
    checkTarget?.(target);
    const memory = this.#memory, numbers = this.#numbers, size = this.#size;
    const total = memory.begin(x.shape[0], weights), scale = memory.scale(total);
    numbers.x = x.data;
    numbers.t = target.data;
    numbers.gradient = memory.gradient.data;
    const losses = memory.losses.data;
    for (let m = 0; m < losses.length; m++) {
      losses[m] = row(numbers, m * size, (m + 1) * size, scale);
    }
    if (weights !== undefined) memory.weigh(weights.data);
    return memory.reduced(total);
  }

  backward(): Tensor {
    return this.#memory.gradient;
  }
}
