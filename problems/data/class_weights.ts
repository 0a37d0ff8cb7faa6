import type { SharedDataset } from "@descent/data";
import type { OptionTable } from "../contract/option.ts";
import { balancedWeights } from "./balanced_weights.ts";

/**
 * Values of the option for weights of classes.
 *
 * @category Data of problems
 */
export interface ClassWeightValues {
  /** Weights of classes in the loss: the same, or such that rare classes count as much as frequent ones. */
  readonly classWeights: "equal" | "balanced";
}

/**
 * The option for weights of classes, to be spread into a problem's table.
 *
 * @category Data of problems
 *
 * @example
 * ```ts
 * import { CLASS_WEIGHTS } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(CLASS_WEIGHTS.classWeights.default, "equal");
 * ```
 */
export const CLASS_WEIGHTS: OptionTable<ClassWeightValues> = {
  classWeights: {
    kind: "choice",
    default: "equal",
    words: ["equal", "balanced"],
    doc: "Weights of classes in the loss; balanced, rare ones count as much as frequent ones.",
  },
};

/**
 * The weights of classes that the option chooses, for a loss that takes them.
 *
 * @category Data of problems
 * @param data The data set, whose training part is counted.
 * @param values The option's value.
 * @returns Options of the loss: K weights, or none where classes weigh the same.
 *
 * @example
 * ```ts
 * import { shareDataset } from "@descent/data";
 * import { sampleDataset } from "@descent/data/testing";
 * import { lossWeights } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const data = await shareDataset(sampleDataset());
 * assertEquals(lossWeights(data, { classWeights: "equal" }), {});
 * assertEquals(lossWeights(data, { classWeights: "balanced" }), { classWeights: [1, 1, 1] });
 * ```
 */
export function lossWeights(
  data: SharedDataset,
  { classWeights }: ClassWeightValues,
): { classWeights?: number[] } {
  const { train, classNames } = data;
  return classWeights === "equal" || classNames === null
    ? {}
    : { classWeights: balancedWeights(train, classNames.length) };
}
