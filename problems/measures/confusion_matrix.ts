import type { Tensor } from "@descent/core";

/**
 * Examples counted by their class and by the class whose score was the largest.
 *
 * @category Measures
 */
export interface ConfusionMatrix {
  /** Number of classes, K. */
  readonly classes: number;
  /**
   * Counts, K rows of K + 1: element `k (K + 1) + j` is how many of class k were taken for j, and j = K those whose
   * scores held a NaN, which are taken for none.
   */
  readonly counts: Uint32Array;
}

/**
 * A confusion matrix without any example.
 *
 * @category Measures
 * @param classes Number of classes, K.
 * @returns The matrix, all zeros.
 *
 * @example
 * ```ts
 * import { confusionMatrix } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(confusionMatrix(2).counts, new Uint32Array(6));
 * ```
 */
export function confusionMatrix(classes: number): ConfusionMatrix {
  return { classes, counts: new Uint32Array(classes * (classes + 1)) };
}

/**
 * Counts a batch of examples: `Cₜⱼ += 1`, j the class of the largest score, the first of equal ones.
 *
 * @category Measures
 * @param matrix The matrix to add to.
 * @param scores Scores, shape [N, K].
 * @param target Class of each row, shape [N].
 *
 * @example Of two examples of class 1, one is taken for 0
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { confusionMatrix, countConfusion } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const matrix = confusionMatrix(2);
 * countConfusion(matrix, arena.from([3, 2, 1, 4], [2, 2]), arena.from([1, 1], [2], "i32"));
 * assertEquals([...matrix.counts], [0, 0, 0, 1, 1, 0]);
 * ```
 */
export function countConfusion(
  { classes: K, counts }: ConfusionMatrix,
  { data }: Tensor,
  target: Tensor<"i32">,
): void {
  for (let n = 0; n < target.size; n++) {
    let taken = 0;
    for (let k = 0; k < K; k++) {
      const score = data[n * K + k];
      if (Number.isNaN(score)) {
        taken = K;
        break;
      }
      if (score > data[n * K + taken]) taken = k;
    }
    counts[target.data[n] * (K + 1) + taken]++;
  }
}
