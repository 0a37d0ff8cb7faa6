import { typedName } from "@descent/cli";
import type { KnownProblem } from "@descent/lab";
import { problemCatalogue } from "@descent/problems";

/**
 * Says of a flag that is an option of other problems whose it is, and which flags the chosen problems have.
 *
 * @param flag The flag's name in code.
 * @param problems The chosen problems.
 * @returns The sentence, or `undefined` when no problem has such an option.
 *
 * @example
 * ```ts
 * import { explainProblemFlag } from "@descent/experiments";
 * import { knownProblems } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   explainProblemFlag("filters", await knownProblems([])),
 *   "--filters is an option of conv-net, not of two-layer; the options of two-layer are --dataset, " +
 *     "--train-count, --validation-count, --test-count, --hidden",
 * );
 * ```
 */
export function explainProblemFlag(
  flag: string,
  problems: readonly KnownProblem[],
): string | undefined {
  const owners = problemCatalogue.filter(({ options }) => Object.hasOwn(options, flag));
  if (owners.length === 0) return undefined;
  const names = owners.map(({ name }) => name).join(", ");
  const others = problems.map(({ plugin }) => plugin.name).join(", ");
  const own = new Set(problems.flatMap(({ plugin }) => Object.keys(plugin.options)));
  const have = own.size === 0
    ? "there are none"
    : `the options of ${others} are ${[...own].map((name) => `--${typedName(name)}`).join(", ")}`;
  return `--${typedName(flag)} is an option of ${names}, not of ${others}; ${have}`;
}
