import type { Measure } from "./measure.ts";

/**
 * Balanced accuracy: the mean over classes of the share of a class that is recognised, from 0 to 1.
 *
 * `1/K Σₖ Cₖₖ / Σⱼ Cₖⱼ` of the confusion matrix C, over the K classes that have examples. A model that always answers
 * with the most frequent class gets 1/K, however rare the others are.
 *
 * @category Measures
 *
 * @example Of nine examples of one class and one of another the nine are right
 * ```ts
 * import { balancedAccuracy, confusionMatrix } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const confusion = confusionMatrix(2);
 * confusion.counts.set([9, 0, 0, 1, 0, 0]);
 * assertEquals(balancedAccuracy.total!({ sum: 0, count: 10, loss: 1, confusion }), 0.5);
 * ```
 *
 * @see K. H. Brodersen et al.: "The balanced accuracy and its posterior distribution", 2010
 */
export const balancedAccuracy: Measure = {
  title: "balanced accuracy",
  better: "higher",
  format: "percent",
  total({ confusion }) {
    if (confusion === undefined) {
      throw new TypeError(
        "Balanced accuracy: expected a class as target and a score for each class, got others; measure them by another " +
          "metric",
      );
    }
    const { classes: K, counts } = confusion;
    let sum = 0, seen = 0;
    for (let k = 0; k < K; k++) {
      const row = counts.subarray(k * (K + 1), (k + 1) * (K + 1));
      const own = row.reduce((total, count) => total + count, 0);
      if (own === 0) continue;
      sum += row[k] / own;
      seen++;
    }
    return sum / seen;
  },
};
