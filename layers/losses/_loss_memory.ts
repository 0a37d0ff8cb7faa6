import { formatShape, type Shape, sizeOf, sum, type Tensor } from "@descent/core";
import { RowViews } from "../row_views.ts";
import type { LossContext } from "./loss.ts";
import type { Reduction } from "./reduction.ts";

/** Throws unless a reduction is one. */
export function requireReduction(title: string, reduction: Reduction): void {
  if (["mean", "sum", "none"].includes(reduction)) return;
  throw new TypeError(
    `${title}: expected reduction "mean", "sum" or "none", got "${reduction}"; try "mean"`,
  );
}

/** Options of {@linkcode LossMemory}. */
export interface LossMemoryOptions {
  /** Name of the loss in messages. */
  readonly title: string;
  readonly reduction: Reduction;
  readonly prediction: Shape;
  /** Axes at the end of the prediction that share one loss: 0 where each element has its own. */
  readonly sharedAxes: number;
  readonly context: LossContext;
}

/** The losses of a batch before reduction, the gradient, and how weights and reduction change both. */
export class LossMemory {
  /** Of the batch begun last. */
  losses: Tensor;
  gradient: Tensor;
  readonly #title: string;
  readonly #isMean: boolean;
  readonly #losses: RowViews;
  readonly #gradients: RowViews;
  /** Elements of the prediction that share a loss. */
  readonly #unitSize: number;

  constructor({ title, reduction, prediction, sharedAxes, context }: LossMemoryOptions) {
    const { arena, dtype } = context;
    this.#title = title;
    this.#isMean = reduction === "mean";
    const axes = prediction.length - sharedAxes;
    this.losses = arena.tensor(prediction.slice(0, axes), dtype);
    this.gradient = arena.tensor(prediction, dtype);
    this.#losses = new RowViews(this.losses);
    this.#gradients = new RowViews(this.gradient);
    this.#unitSize = sizeOf(prediction.slice(axes));
  }

  /** Takes the memory of a batch of N examples, and gives the total weight of its losses. */
  begin(N: number, weights: Tensor | undefined): number {
    this.losses = this.#losses.first(N);
    this.gradient = this.#gradients.first(N);
    if (weights === undefined) return this.losses.size;
    if (weights.size !== N && weights.size !== this.losses.size) {
      throw new TypeError(
        `${this.#title}: expected sample weights ${formatShape([N])} or ${
          formatShape(this.losses.shape)
        }, got ${formatShape(weights.shape)}; pass one for each example or for each loss`,
      );
    }
    let total = 0;
    for (let n = 0; n < weights.size; n++) {
      const weight = weights.data[n];
      if (!(weight >= 0 && weight < Infinity)) {
        throw new RangeError(
          `${this.#title}: expected sample weights that are finite and at least 0, got ${weight} at ${n}; check them`,
        );
      }
      total += weight;
    }
    return total * (this.losses.size / weights.size);
  }

  /** The factor of each loss's gradient for a total weight. */
  scale(total: number): number {
    return this.#isMean ? 1 / total : 1;
  }

  /** Multiplies the losses by the weights of examples or of losses, and the gradient of each by `factor` too. */
  weigh(weights: ArrayLike<number>, factor = 1): void {
    const losses = this.losses.data, gradient = this.gradient.data, size = this.#unitSize;
    const shared = Math.max(1, Math.floor(losses.length / weights.length));
    for (let i = 0; i < losses.length; i++) {
      const weight = weights[Math.floor(i / shared)];
      if (weight === 0) {
        // What does not count may be NaN, as padding often is.
        losses[i] = 0;
        gradient.fill(0, i * size, (i + 1) * size);
        continue;
      }
      losses[i] *= weight;
      for (let j = i * size; j < (i + 1) * size; j++) gradient[j] *= weight * factor;
    }
  }

  /** The losses as one number, for a total weight. */
  reduced(total: number): number {
    return this.#isMean ? sum(this.losses) / total : sum(this.losses);
  }
}
