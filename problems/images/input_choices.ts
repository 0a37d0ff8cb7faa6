import type { OptionTable } from "../contract/option.ts";
import type { SupervisedOptions } from "../supervised/supervised.ts";

/**
 * Values of the options for how images are taken.
 *
 * @category Data of problems
 */
export interface InputValues {
  /** Scale of the pixels, less the training part's mean: from 0 to 1, or bytes as they are. */
  readonly pixels: "unit" | "raw";
  /** How many of the training images are learned, the first ones; `null`: all. */
  readonly trainSubset: number | null;
  /** How many of the validation images are evaluated, the first ones; `null`: all. */
  readonly validationSubset: number | null;
}

const subset = (doc: string) => ({
  kind: "integer" as const,
  default: null,
  shownDefault: "all",
  range: [1, 1e7] as const,
  doc,
});

/**
 * Options for how images are taken, to be spread into a problem's table.
 *
 * @category Data of problems
 *
 * @example
 * ```ts
 * import { INPUT_CHOICES } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(INPUT_CHOICES.pixels.default, "unit");
 * ```
 */
export const INPUT_CHOICES: OptionTable<InputValues> = {
  pixels: {
    kind: "choice",
    default: "unit",
    words: ["unit", "raw"],
    doc: "Pixels from 0 to 1 or from 0 to 255, each less its mean over the training images.",
  },
  trainSubset: subset("How many of the training images are learned, the first ones."),
  validationSubset: subset("How many of the validation images are evaluated, the first ones."),
};

/**
 * The part of {@linkcode SupervisedOptions} that these options choose.
 *
 * @category Data of problems
 * @param values Values of the options.
 * @returns Scale, centring and subsets.
 *
 * @example
 * ```ts
 * import { inputOptions } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(inputOptions({ pixels: "raw", trainSubset: 50, validationSubset: null }).scale, 1);
 * ```
 */
export function inputOptions(
  { pixels, trainSubset, validationSubset }: InputValues,
): Pick<SupervisedOptions, "scale" | "centred" | "trainSubset" | "validationSubset"> {
  return { scale: pixels === "raw" ? 1 : 1 / 255, centred: true, trainSubset, validationSubset };
}
