import { checkClasses } from "./_check_classes.ts";
import { formatShape, sameShape } from "../types/shape.ts";
import { sum } from "../reductions/sum.ts";
import type { Tensor } from "../memory/tensor.ts";

/**
 * Softmax cross-entropy of each row and its gradient, in one pass.
 *
 * With `p = softmax(x[n])` and `q[k] = (1 − s) [k = t[n]] + s / K`: `loss[n] = −Σₖ q[k] log p[k]`, and
 * `dx[n] = (p − q) / N`, the gradient of the mean loss. Computed from `x − max x`, so no finite logit is too large; a
 * loss beyond the range of the element type is Infinity. A logit of minus infinity, the usual mask, has a probability of
 * 0: it makes the loss infinite where q is above 0, and leaves all else finite. A row with a NaN or a logit of plus
 * infinity, or of nothing but minus infinity, has a NaN loss and gradient.
 *
 * @category Axes and rows
 * @param logits Scores x, shape [N, K].
 * @param target Class t of each row, shape [N], each from 0 to K − 1.
 * @param losses Receives the loss of each row, shape [N].
 * @param gradient Receives dx, shape [N, K]; not the memory of `logits`.
 * @param labelSmoothing The part s of the target probability that is spread evenly over all classes, from 0 to 1; default 0.
 * @returns The mean loss; NaN for an empty batch.
 * @throws {TypeError} When shapes or element types do not fit.
 * @throws {RangeError} When a target is not a class.
 *
 * @example Equal scores for two classes cost log 2
 * ```ts
 * import { createEngine, crossEntropy } from "@descent/core";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const gradient = arena.tensor([1, 2]);
 * const target = arena.from([1], [1], "i32");
 * const loss = crossEntropy(arena.from([7, 7], [1, 2]), target, arena.tensor([1]), gradient);
 * assertAlmostEquals(loss, Math.log(2), 1e-7);
 * assertEquals([...gradient.data], [0.5, -0.5]);
 * ```
 *
 * @see C. Szegedy and others: "Rethinking the Inception architecture for computer vision", 2016, for label smoothing,
 * https://arxiv.org/abs/1512.00567
 */
export function crossEntropy<T extends Tensor>(
  logits: T,
  target: Tensor<"i32">,
  losses: T,
  gradient: T,
  labelSmoothing: number = 0,
): number {
  const [N, K] = logits.shape;
  const { dtype } = logits;
  const fits = logits.shape.length === 2 && target.size === N && losses.size === N &&
    sameShape(logits.shape, gradient.shape) && losses.dtype === dtype && gradient.dtype === dtype;
  if (!fits) {
    throw new TypeError(
      `crossEntropy: expected ${dtype} logits [N, K], targets [N], losses [N] and a gradient [N, K], got ${
        formatShape(logits.shape)
      }, ${formatShape(target.shape)}, ${losses.dtype} ${
        formatShape(losses.shape)
      } and ${gradient.dtype} ${formatShape(gradient.shape)}; pass one class index for each row`,
    );
  }
  checkClasses("crossEntropy", target, K);
  logits.engine.kernels[dtype].softmaxCrossEntropy(
    0,
    N,
    K,
    logits.pointer,
    target.pointer,
    losses.pointer,
    gradient.pointer,
    1 / N,
    labelSmoothing,
  );
  return sum(losses) / N;
}
