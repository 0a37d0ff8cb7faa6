import type { Measure } from "./measure.ts";

/**
 * Perplexity: `exp(mean cross-entropy)`, the number of equally likely classes that would be as hard to guess.
 *
 * @category Measures
 *
 * @example
 * ```ts
 * import { perplexity } from "@descent/problems";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(perplexity.total!({ sum: 0, count: 9, loss: Math.log(27) }), 27);
 * ```
 */
export const perplexity: Measure = {
  title: "perplexity",
  better: "lower",
  format: "number",
  total: ({ loss }) => Math.exp(loss),
};
