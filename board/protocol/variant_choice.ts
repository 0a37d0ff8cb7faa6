import type { OptionValues, ProblemChoice } from "@descent/problems";

/**
 * A variant of a problem: the same budget and settings, and other options.
 *
 * @category Protocol
 * @param choice The problem.
 * @param variant The variant's options that differ.
 * @returns The variant, ready to be part of a trial; its name is the problem's.
 *
 * @example
 * ```ts
 * import { variantChoice } from "@descent/board";
 * import { chooseProblem, findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { name, options } = variantChoice(chooseProblem(findProblem("spirals")), { options: { width: 2 } });
 * assertEquals([name, options.width, options.trainCount], ["spirals", 2, 3200]);
 * ```
 */
export function variantChoice(
  choice: ProblemChoice,
  { options }: { readonly options: OptionValues },
): ProblemChoice {
  return { ...choice, options: { ...choice.options, ...options } };
}
