import { checkClasses } from "./_check_classes.ts";
import { formatShape, sameShape } from "../types/shape.ts";
import { sum } from "../reductions/sum.ts";
import type { Tensor } from "../memory/tensor.ts";

/**
 * Options of {@linkcode multiclassHingeRows}.
 *
 * @category Axes and rows
 */
export interface MulticlassHingeRowsOptions<T extends Tensor> {
  /** Scores x, shape [N, K]. */
  readonly scores: T;
  /** Class t of each row, shape [N], each from 0 to K − 1. */
  readonly target: Tensor<"i32">;
  /** Receives the loss of each row, shape [N]. */
  readonly losses: T;
  /** Receives dx, shape [N, K]; not the memory of `scores`. */
  readonly gradient: T;
  /** Margin m by which the right class must be ahead; default 1. */
  readonly margin?: number;
  /** The power p of each violation, 1 or 2; default 1. */
  readonly power?: 1 | 2;
  /** A factor of the mean loss and of the gradient, not of the losses; default 1. */
  readonly scale?: number;
}

/**
 * Multiclass hinge loss of each row and its gradient, in one pass.
 *
 * `loss[n] = Σ max(0, m + x[n, k] − x[n, t])ᵖ` over the classes k other than t, and `dx[n] = scale / N` times its
 * gradient, 0 where a violation is exactly 0. A row with a NaN or infinite score has a NaN loss and gradient.
 *
 * @category Axes and rows
 * @param options Scores, targets and where the results go, see {@linkcode MulticlassHingeRowsOptions}.
 * @returns The mean loss times `scale`; NaN for an empty batch.
 * @throws {TypeError} When shapes or element types do not fit.
 * @throws {RangeError} When a target is not a class.
 *
 * @example The wrong class is ahead by 2
 * ```ts
 * import { createEngine, multiclassHingeRows } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const gradient = arena.tensor([1, 2]);
 * const loss = multiclassHingeRows({
 *   scores: arena.from([5, 3], [1, 2]),
 *   target: arena.from([1], [1], "i32"),
 *   losses: arena.tensor([1]),
 *   gradient,
 * });
 * assertEquals(loss, 3);
 * assertEquals([...gradient.data], [1, -1]);
 * ```
 */
export function multiclassHingeRows<T extends Tensor>(
  { scores, target, losses, gradient, margin = 1, power = 1, scale = 1 }:
    MulticlassHingeRowsOptions<T>,
): number {
  const [N, K] = scores.shape;
  const { dtype } = scores;
  const fits = scores.shape.length === 2 && target.size === N && losses.size === N &&
    sameShape(scores.shape, gradient.shape) && losses.dtype === dtype && gradient.dtype === dtype;
  if (!fits) {
    throw new TypeError(
      `multiclassHingeRows: expected ${dtype} scores [N, K], targets [N], losses [N] and a gradient [N, K], got ${
        formatShape(scores.shape)
      }, ${formatShape(target.shape)}, ${losses.dtype} ${
        formatShape(losses.shape)
      } and ${gradient.dtype} ${formatShape(gradient.shape)}; pass one class index for each row`,
    );
  }
  checkClasses("multiclassHingeRows", target, K);
  scores.engine.kernels[dtype].multiclassHinge(
    0,
    N,
    K,
    scores.pointer,
    target.pointer,
    losses.pointer,
    gradient.pointer,
    margin,
    power === 2 ? 1 : 0,
    scale / N,
  );
  return scale * sum(losses) / N;
}
