import { glorotNormal, heNormal, type Initializer, normal } from "@descent/layers";
import type { OptionTable } from "../contract/option.ts";

/**
 * Values of the options for initial weights.
 *
 * @category Data of problems
 */
export interface InitialWeightValues {
  /** Distribution of the initial weights. */
  readonly initialWeights: "he" | "glorot" | "normal";
  /** Standard deviation of normal initial weights. */
  readonly weightScale: number;
}

/**
 * Options for initial weights, to be spread into a problem's table.
 *
 * @category Data of problems
 *
 * @example
 * ```ts
 * import { INITIAL_WEIGHTS } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(INITIAL_WEIGHTS.initialWeights.default, "he");
 * ```
 */
export const INITIAL_WEIGHTS: OptionTable<InitialWeightValues> = {
  initialWeights: {
    kind: "choice",
    default: "he",
    words: ["he", "glorot", "normal"],
    doc:
      "Distribution of the initial weights: He's or Glorot's, whose scale fits a layer's inputs, or normal of one scale.",
  },
  weightScale: {
    kind: "number",
    default: 0.01,
    range: [1e-30, 1e6],
    doc: "Standard deviation of normal initial weights.",
  },
};

/**
 * The initializer that options choose.
 *
 * @category Data of problems
 * @param values Distribution and scale.
 * @returns The initializer.
 *
 * @example
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { initialWeights } from "@descent/problems";
 * import { assertLess } from "@std/assert";
 *
 * const values = new Float64Array(100);
 * const fans = { fanIn: 10, fanOut: 10 };
 * initialWeights({ initialWeights: "normal", weightScale: 1e-3 })(values, fans, randomStream({ seed: 0 }));
 * assertLess(Math.max(...values), 1e-2);
 * ```
 */
export function initialWeights(
  { initialWeights, weightScale }: InitialWeightValues,
): Initializer {
  switch (initialWeights) {
    case "normal":
      return normal({ scale: weightScale });
    case "he":
      return heNormal();
    case "glorot":
      return glorotNormal();
  }
}
