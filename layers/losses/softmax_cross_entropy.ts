import { crossEntropy, formatShape, type Shape, type Tensor } from "@descent/core";
import { RowViews } from "../_row_views.ts";
import type { BuiltLoss, Loss, LossContext, Target } from "./loss.ts";

/** Options of {@linkcode softmaxCrossEntropy}. */
export interface SoftmaxCrossEntropyOptions {
  /** Part of the target probability that is spread evenly over all classes, from 0 to 1; default 0. */
  readonly labelSmoothing?: number;
}

/**
 * Softmax cross-entropy, the loss of classification: `−mean log p[n, t[n]]` with `p = softmax(x)`.
 *
 * Backward: `dx = (p − [k = t[n]]) / N`. With a label smoothing of s the target of class k is
 * `(1 − s) [k = t[n]] + s / K` in both. Stable for finite scores of any size. A score of minus infinity,
 * the usual mask, has a probability of 0: the loss is infinite where its target is above 0. A row with a NaN or a score of
 * plus infinity, or of nothing but minus infinity, has a NaN loss and gradient.
 *
 * Takes scores [N, K] and class indices [N] (`i32`), each from 0 to K − 1.
 *
 * @param options The label smoothing.
 * @returns The loss.
 * @throws {RangeError} When the label smoothing is not from 0 to 1; at `forward`, when a target is not a class.
 * @throws {TypeError} When it is built for a prediction that is not [N, K]; at `forward`, when targets are not `i32`.
 *
 * @example Ten equal scores cost log 10
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { softmaxCrossEntropy } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const loss = softmaxCrossEntropy().build([1, 10], { arena, dtype: "f64" });
 * const scores = arena.tensor([1, 10], "f64");
 * assertAlmostEquals(loss.forward(scores, arena.from([3], [1], "i32")), Math.log(10), 1e-14);
 * assertAlmostEquals(loss.backward().data[3], -0.9, 1e-14);
 * ```
 */
export function softmaxCrossEntropy(
  { labelSmoothing = 0 }: SoftmaxCrossEntropyOptions = {},
): Loss {
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
    throw new RangeError(
      `Softmax cross-entropy: expected a label smoothing from 0 to 1, got ${labelSmoothing}; try 0.1`,
    );
  }
  return {
    kind: "softmax_cross_entropy",
    build: (prediction, context) =>
      new BuiltSoftmaxCrossEntropy(labelSmoothing, prediction, context),
  };
}

class BuiltSoftmaxCrossEntropy implements BuiltLoss {
  readonly #labelSmoothing: number;
  readonly #losses: RowViews;
  readonly #gradients: RowViews;
  #gradient!: Tensor;

  constructor(labelSmoothing: number, prediction: Shape, { arena, dtype }: LossContext) {
    const [N, ...rest] = prediction;
    if (prediction.length !== 2 || rest[0] === 0) {
      throw new TypeError(
        `Softmax cross-entropy: expected scores [N, K] with K at least 1, got ${
          formatShape(["N", ...rest])
        }; end the network with an affine layer of one unit for each class`,
      );
    }
    this.#labelSmoothing = labelSmoothing;
    this.#losses = new RowViews(arena.tensor([N], dtype));
    this.#gradients = new RowViews(arena.tensor(prediction, dtype));
  }

  forward(x: Tensor, target: Target): number {
    if (target.dtype !== "i32") {
      throw new TypeError(
        `Softmax cross-entropy: expected targets [N] of type i32, got ${target.dtype} ${
          formatShape(target.shape)
        }; pass class indices`,
      );
    }
    const N = x.shape[0];
    this.#gradient = this.#gradients.first(N);
    return crossEntropy(x, target, this.#losses.first(N), this.#gradient, this.#labelSmoothing);
  }

  backward(): Tensor {
    return this.#gradient;
  }
}
