import { splitItems } from "../memory/split_items.ts";
import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";
import { checkRows } from "./_check_rows.ts";

/**
 * Options of {@linkcode probabilityCrossEntropy}.
 *
 * @category Axes and rows
 */
export interface ProbabilityCrossEntropyOptions<T extends Tensor> {
  /** Scores x, shape [..., K]; a row is what lies along the last axis. */
  readonly logits: T;
  /** The target q of each class, at least 0, shape of the scores; a row need not add up to 1. */
  readonly target: T;
  /** Receives the loss of each row, one element for each. */
  readonly losses: T;
  /** Receives dx, shape of the scores; neither their memory nor that of the targets. */
  readonly gradient: T;
  /** A factor of the gradient; default 1. */
  readonly scale?: number;
}

/**
 * Cross-entropy of each row of scores with target probabilities, and its gradient, in one pass.
 *
 * With `p = softmax(x[n])`: `loss[n] = −Σₖ q[n, k] log p[k]`, and `dx[n] = scale (p Σₖ q[n, k] − q[n])`. Computed from
 * `x − max x`, so no score is too large. A score of minus infinity is a class without probability; where it has a
 * target, the loss is infinite. A row with a NaN or infinite score, or with nothing but
 * minus infinity, is NaN.
 *
 * @category Axes and rows
 * @param options Scores, targets and where the results go, see {@linkcode ProbabilityCrossEntropyOptions}.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example Equal scores and equal targets
 * ```ts
 * import { createEngine, probabilityCrossEntropy } from "@descent/core";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const losses = arena.tensor([1]), gradient = arena.tensor([1, 2]);
 * const logits = arena.from([7, 7], [1, 2]), target = arena.from([0.5, 0.5], [1, 2]);
 * probabilityCrossEntropy({ logits, target, losses, gradient });
 * assertAlmostEquals(losses.data[0], Math.log(2), 1e-7);
 * assertEquals([...gradient.data], [0, 0]);
 * ```
 */
export function probabilityCrossEntropy<T extends Tensor>(
  { logits, target, losses, gradient, scale = 1 }: ProbabilityCrossEntropyOptions<T>,
): void {
  const { rows, K } = checkRows("probabilityCrossEntropy", logits, target, gradient);
  if (losses.size !== rows || losses.dtype !== logits.dtype) {
    throw new TypeError(
      `probabilityCrossEntropy: expected ${logits.dtype} losses of ${rows} rows, got ${losses.dtype} ${
        formatShape(losses.shape)
      }; allocate one element for each row`,
    );
  }
  splitItems(
    logits.engine,
    logits.dtype,
    "probabilityCrossEntropy",
    rows,
    logits.size,
    K,
    logits.pointer,
    target.pointer,
    losses.pointer,
    gradient.pointer,
    scale,
  );
}
