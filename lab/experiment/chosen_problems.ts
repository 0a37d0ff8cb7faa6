import type { BudgetValues } from "./budget_flags.ts";
import type { CommonValues } from "./common_flags.ts";
import type { KnownProblem } from "./known_problems.ts";
import {
  chooseProblem,
  type Option,
  type OptionValue,
  type ProblemChoice,
} from "@descent/problems";

/**
 * The problems of a comparison with the options that the flags gave, each the ones that it has.
 *
 * @category Flags
 * @param problems The problems.
 * @param values Values of the flags; `--quick` gives options that are not given their quick values.
 * @returns A choice for each problem.
 *
 * @example
 * ```ts
 * import { knownProblems, chosenProblems } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const values = { quick: false, dtype: "f32", hidden: 7 } as const;
 * const unset = { epochs: undefined, batchSize: undefined };
 * const [{ options }] = chosenProblems(await knownProblems([]), { ...values, ...unset });
 * assertEquals(options.hidden, 7);
 * ```
 */
export function chosenProblems(
  problems: readonly KnownProblem[],
  values: Pick<CommonValues, "quick"> & BudgetValues,
): ProblemChoice[] {
  const { epochs, batchSize, dtype, quick } = values;
  const given = values as unknown as Readonly<Record<string, OptionValue | undefined>>;
  return problems.map(({ plugin, source }) => {
    const options = Object.entries<Option>(plugin.options).map(([name, option]) => [
      name,
      given[name] ?? (quick ? option.quick : undefined),
    ]);
    return chooseProblem(plugin, {
      source,
      options: Object.fromEntries(options),
      budget: { epochs, batchSize },
      dtype,
    });
  });
}
