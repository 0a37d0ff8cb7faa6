import { countCorrect } from "@descent/core";
import type { Measure } from "./measure.ts";

/**
 * Accuracy: the share of examples whose largest score is that of their class, from 0 to 1.
 *
 * Takes scores [N, K] and class indices [N].
 *
 * @category Measures
 *
 * @example
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { accuracy } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const scores = arena.from([1, 2, 4, 3], [2, 2]);
 * assertEquals(accuracy.batch!(scores, arena.from([1, 1], [2], "i32")), 1);
 * ```
 */
export const accuracy: Measure = {
  title: "accuracy",
  better: "higher",
  format: "percent",
  batch(prediction, target) {
    if (target.dtype !== "i32") {
      throw new TypeError(
        `Accuracy: expected class indices as targets, got ${target.dtype}; measure values by another metric`,
      );
    }
    return countCorrect(prediction, target);
  },
};
