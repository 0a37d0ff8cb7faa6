import { givenOptions } from "@descent/core";
import { type RowLoss, rowLoss } from "./_row_loss.ts";
import type { Loss } from "./loss.ts";
import type { ReductionOptions } from "./reduction.ts";

/** Keeps a row of zeros from dividing 0 by 0. */
const epsilon = 1e-12;

const rows: RowLoss = {
  kind: "cosine_embedding",
  title: "Cosine embedding",
  rows: "last axis",
  row({ x, t, gradient }, from, to, scale) {
    let product = 0, ofX = epsilon, ofT = epsilon;
    for (let i = from; i < to; i++) {
      product += x[i] * t[i];
      ofX += x[i] * x[i];
      ofT += t[i] * t[i];
    }
    const size = Math.sqrt(ofX) * Math.sqrt(ofT), cosine = product / size;
    for (let i = from; i < to; i++) gradient[i] = scale * (cosine * x[i] / ofX - t[i] / size);
    return 1 - cosine;
  },
};

/**
 * Cosine embedding loss of pairs that belong together: the mean over the rows of `1 − cos(x, t)` with
 * `cos(x, t) = x · t / (|x| |t|)`.
 *
 * Backward: `dx = (cos(x, t) x / |x|² − t / (|x| |t|)) / M` for M rows. Only the direction of a row counts; a row of
 * zeros costs 1. A NaN or infinite prediction has a NaN loss and gradient.
 *
 * Takes predictions [N, D] or [N, ..., D] and targets of the same shape and element type.
 *
 * @category Losses and penalties
 * @param options Reduction.
 * @returns The loss; its `forward` throws a `TypeError` when targets do not fit.
 * @throws {TypeError} When it is built for a prediction that is not [N, ..., D].
 *
 * @example A right angle costs 1
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { cosineEmbedding } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const loss = cosineEmbedding().build([1, 2], { arena, dtype: "f64" });
 * const x = arena.from([0, 3], [1, 2], "f64"), t = arena.from([5, 0], [1, 2], "f64");
 * assertEquals(loss.forward(x, t), 1);
 * ```
 */
export function cosineEmbedding(options: ReductionOptions = {}): Loss {
  const { reduction = "mean" } = givenOptions("cosineEmbedding", options);
  return rowLoss(rows, reduction);
}
