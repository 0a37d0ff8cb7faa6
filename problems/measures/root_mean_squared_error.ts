import type { Measure } from "./measure.ts";

/**
 * Root-mean-square error: `√(Σ (x − t)² / n)` over all elements of all examples.
 *
 * Takes predictions and targets of one shape [N, ...].
 *
 * @category Measures
 *
 * @example
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { rootMeanSquaredError } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const sum = rootMeanSquaredError.batch!(arena.from([1, 3], [2, 1]), arena.from([0, 0], [2, 1]));
 * assertEquals(rootMeanSquaredError.total!({ sum, count: 2, loss: 5 }), Math.sqrt(5));
 * ```
 */
export const rootMeanSquaredError: Measure = {
  title: "root-mean-square error",
  better: "lower",
  format: "number",
  /** The mean over an example's elements, summed over examples. */
  batch({ data, shape: [N] }, target) {
    let sum = 0;
    for (let i = 0; i < data.length; i++) sum += (data[i] - target.data[i]) ** 2;
    return sum * N / data.length;
  },
  total: ({ sum, count }) => Math.sqrt(sum / count),
};
