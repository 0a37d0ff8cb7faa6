import { crossEntropy, givenOptions } from "@descent/core";
import { BuiltClassLoss, checkClassOptions, type ClassLoss } from "./_class_loss.ts";
import { BuiltProbabilityLoss } from "./_probability_loss.ts";
import type { Loss } from "./loss.ts";
import type { ReductionOptions } from "./reduction.ts";

/**
 * Options of {@linkcode softmaxCrossEntropy}.
 *
 * @category Losses and penalties
 */
export interface SoftmaxCrossEntropyOptions extends ReductionOptions {
  /** Part of the target probability that is spread evenly over all classes, from 0 to 1; default 0. */
  readonly labelSmoothing?: number;
  /** Weight of each class (`weight` in PyTorch), finite and at least 0; default all 1. */
  readonly classWeights?: readonly number[];
  /** The target of rows that do not count, such as −100 in PyTorch; default none. */
  readonly ignoreIndex?: number;
  /**
   * `"classes"` for class indices, `"probabilities"` for a probability of each class, as of a teacher or of mixed
   * examples; default `"classes"`.
   */
  readonly targets?: "classes" | "probabilities";
}

const title = "Softmax cross-entropy";

/**
 * Softmax cross-entropy, the loss of classification: `−mean log p[n, t[n]]` with `p = softmax(x)`.
 *
 * Backward: `dx = (p − [k = t[n]]) / N`. With a label smoothing of s the target of class k is
 * `(1 − s) [k = t[n]] + s / K` in both; with class weights c the loss is `−Σₖ c[k] q[n, k] log p[n, k]` for the targets
 * q, and the mean divides by `Σ c[t[n]]`. With probabilities q as targets the mean divides by the number of rows.
 * Stable for finite scores of any size. A score of minus infinity, the usual mask, has a probability of 0: the loss is
 * infinite where its target is above 0. A row with a NaN or a score of plus infinity, or of nothing but minus infinity,
 * has a NaN loss and gradient.
 *
 * Takes scores [N, K] and class indices [N] (`i32`), each from 0 to K − 1; or scores [N, T, K] of a sequence, or any
 * [N, ..., K], and indices of that shape without the last axis. Every row counts alike. Probabilities have the shape of
 * the scores.
 *
 * @category Losses and penalties
 * @param options Label smoothing, class weights, ignored index, kind of targets and reduction.
 * @returns The loss.
 * @throws {RangeError} When an option is out of range; at `forward`, when a target is not a class.
 * @throws {TypeError} When `ignoreIndex` is given with probabilities; when it is built for a prediction that is not
 * [N, ..., K]; at `forward`, when targets do not fit.
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
 *
 * @example Padding of a sequence does not count
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { softmaxCrossEntropy } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const loss = softmaxCrossEntropy({ ignoreIndex: -1 }).build([1, 3, 2], { arena, dtype: "f64" });
 * const scores = arena.from([0, 0, 0, 0, 9, 0], [1, 3, 2], "f64");
 * const target = arena.from([0, 1, -1], [1, 3], "i32");
 * assertAlmostEquals(loss.forward(scores, target), Math.log(2), 1e-15);
 * ```
 */
export function softmaxCrossEntropy(options: SoftmaxCrossEntropyOptions = {}): Loss {
  const {
    labelSmoothing = 0,
    classWeights,
    ignoreIndex,
    targets = "classes",
    reduction = "mean",
  } = givenOptions("softmaxCrossEntropy", options);
  if (!(typeof labelSmoothing === "number" && labelSmoothing >= 0 && labelSmoothing <= 1)) {
    throw new RangeError(
      `${title}: expected a label smoothing from 0 to 1, got ${labelSmoothing}; try 0.1`,
    );
  }
  if (targets !== "classes" && targets !== "probabilities") {
    throw new TypeError(
      `${title}: expected targets "classes" or "probabilities", got "${targets}"; try "classes"`,
    );
  }
  if (targets === "probabilities" && ignoreIndex !== undefined) {
    throw new TypeError(
      `${title}: expected no ignoreIndex with probabilities as targets, got ${ignoreIndex}; give such rows the weight 0`,
    );
  }
  const rows = { reduction, classWeights, ignoreIndex };
  checkClassOptions(title, rows);
  const kind = "softmax_cross_entropy";
  // A class's weight in the smoothed part is its own, not that of the row's target.
  if (targets === "probabilities" || (classWeights !== undefined && labelSmoothing > 0)) {
    const setting = { ...rows, title, labelSmoothing, targets };
    return {
      kind,
      build: (prediction, context) => new BuiltProbabilityLoss(setting, prediction, context),
    };
  }
  const loss: ClassLoss = {
    title,
    options: rows,
    dividesByClassWeights: true,
    compute: ({ scores, target, losses, gradient }) =>
      void crossEntropy(scores, target, losses, gradient, labelSmoothing),
  };
  return { kind, build: (prediction, context) => new BuiltClassLoss(loss, prediction, context) };
}
