import type { Measure } from "./measure.ts";

/**
 * Bits per character: the mean cross-entropy of characters, `loss / ln 2`.
 *
 * @category Measures
 *
 * @example
 * ```ts
 * import { bitsPerCharacter } from "@descent/problems";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(bitsPerCharacter.total!({ sum: 0, count: 9, loss: Math.log(8) }), 3);
 * ```
 */
export const bitsPerCharacter: Measure = {
  title: "bits per character",
  better: "lower",
  format: "number",
  total: ({ loss }) => loss / Math.LN2,
};
