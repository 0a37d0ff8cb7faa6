import { type FlagTable, integerFlag } from "@descent/cli";
import { logSpaced, seedsFlag } from "@descent/lab";

/** The values of the flags that the overfitting experiments take. */
export interface OverfitValues {
  /** How many learning rates and weight scales span the map. */
  readonly settings: number;
  /** How many seeds judge the best setting. */
  readonly seeds: number;
}

/** The flags of the overfitting experiments. */
export function overfitFlags(): FlagTable<OverfitValues> {
  return {
    settings: integerFlag({
      doc: "How many learning rates, and as many weight scales, span the map.",
      default: 9,
      quick: 5,
      minimum: 2,
      maximum: 40,
    }),
    seeds: seedsFlag(5),
  };
}

/** The weight scales and learning rates of the map, the same for each depth and optimizer. */
export function overfitGrid(
  settings: number,
): { readonly weightScales: readonly number[]; readonly learningRates: readonly number[] } {
  return {
    weightScales: logSpaced(1e-3, 1, settings),
    learningRates: logSpaced(1e-5, 1e-1, settings),
  };
}
