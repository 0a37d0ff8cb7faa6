import type { OptionTable } from "../contract/option.ts";

/**
 * Values of the options for how a data set is split.
 *
 * @category Data of problems
 */
export interface SplitValues {
  /** Share of the examples that settings are chosen by; `null`: a fifth, or as the data set is published. */
  readonly validationFraction: number | null;
  /** Share of the examples that the result is measured on, where the data have no test part; `null`: a fifth. */
  readonly testFraction: number | null;
  /** Seed of the split. */
  readonly splitSeed: number;
}

const fraction = (doc: string, shownDefault: string) => ({
  kind: "number" as const,
  default: null,
  shownDefault,
  range: [0.001, 0.999] as const,
  doc,
});

/**
 * Options for how a data set is split, to be spread into a problem's table.
 *
 * @category Data of problems
 *
 * @example
 * ```ts
 * import { SPLIT } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([SPLIT.validationFraction.default, SPLIT.splitSeed.default], [null, 0]);
 * ```
 */
export const SPLIT: OptionTable<SplitValues> = {
  validationFraction: fraction(
    "Share of the examples that settings are chosen by, of every class.",
    "0.2, or as the data set is published",
  ),
  testFraction: fraction(
    "Share of the examples that the result is measured on, where the data have no test part.",
    "0.2",
  ),
  splitSeed: {
    kind: "integer",
    default: 0,
    range: [0, 2 ** 32],
    doc: "Seed of the split.",
  },
};
