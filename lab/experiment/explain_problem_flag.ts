import { typedName } from "@descent/cli";
import type { KnownProblem } from "./known_problems.ts";
import { optionFlag } from "./option_flag.ts";
import { type Option, problemCatalogue } from "@descent/problems";

/**
 * Says of an option that is no flag of the chosen problems why it is none: it belongs to other problems, or it has a
 * meaning of its own for each of the chosen ones.
 *
 * @category Flags
 * @param flag The flag's name in code.
 * @param problems The chosen problems.
 * @returns The sentence, or `undefined` when no problem has such an option.
 *
 * @example
 * ```ts
 * import { knownProblems, explainProblemFlag } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   explainProblemFlag("filters", await knownProblems([])),
 *   "--filters is an option of conv-net, not of two-layer; the options of two-layer are --dataset, " +
 *     "--train-count, --validation-count, --test-count, --validation-fraction, --test-fraction, --split-seed, --hidden, " +
 *     "--class-weights",
 * );
 * ```
 */
export function explainProblemFlag(
  flag: string,
  problems: readonly KnownProblem[],
): string | undefined {
  const typed = `--${typedName(flag)}`;
  const meanings = problems
    .filter(({ plugin }) => Object.hasOwn(plugin.options, flag))
    .map(({ plugin: { name, options } }) => {
      const { allowed } = optionFlag((options as Readonly<Record<string, Option>>)[flag]);
      return `${allowed} for ${name}`;
    });
  if (meanings.length > 0) {
    return `expected ${typed} to mean one thing, got ${
      meanings.join(", and ")
    }; compare on these problems one by one`;
  }
  const owners = problemCatalogue.filter(({ options }) => Object.hasOwn(options, flag));
  if (owners.length === 0) return undefined;
  const names = owners.map(({ name }) => name).join(", ");
  const others = problems.map(({ plugin }) => plugin.name).join(", ");
  const own = new Set(problems.flatMap(({ plugin }) => Object.keys(plugin.options)));
  const have = own.size === 0
    ? `${others} has none`
    : `the options of ${others} are ${[...own].map((name) => `--${typedName(name)}`).join(", ")}`;
  return `${typed} is an option of ${names}, not of ${others}; ${have}`;
}
