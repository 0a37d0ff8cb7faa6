import { type Flag, TaskError, typedName } from "@descent/cli";
import { type KnownProblem, optionFlag } from "@descent/lab";
import type { Option } from "@descent/problems";

/** A flag for each option of the problems; an option that several have is one flag. */
type ProblemFlags = Record<string, Flag<unknown>>;

/**
 * The flags of problems' options.
 *
 * @param problems The problems.
 * @param taken Names of flags that a task has already.
 * @returns A flag for each option.
 * @throws {TaskError} When an option has the name of another flag, or two problems have options of one name and
 * different kinds.
 *
 * @example
 * ```ts
 * import { problemFlags } from "@descent/experiments";
 * import { knownProblems } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const flags = problemFlags(await knownProblems(["--problem=residual-net"]), []);
 * assertEquals(Object.keys(flags), ["dataset", "trainCount", "validationCount", "testCount"]);
 * ```
 */
export function problemFlags(
  problems: readonly KnownProblem[],
  taken: readonly string[],
): ProblemFlags {
  const flags: ProblemFlags = {};
  const kinds: Record<string, { readonly kind: string; readonly problem: string }> = {};
  for (const { plugin } of problems) {
    for (const [name, option] of Object.entries<Option>(plugin.options)) {
      if (taken.includes(name)) {
        throw new TaskError(
          `Problem '${plugin.name}': expected options with names of their own, got '${name}', the name of a flag; ` +
            "rename the option",
        );
      }
      const former = kinds[name];
      if (former !== undefined && former.kind !== option.kind) {
        throw new TaskError(
          `--problems: expected --${
            typedName(name)
          } to mean one thing, got ${former.problem}'s of kind ${former.kind} ` +
            `and ${plugin.name}'s of kind ${option.kind}; compare on them one by one`,
        );
      }
      kinds[name] ??= { kind: option.kind, problem: plugin.name };
      flags[name] ??= optionFlag(option);
    }
  }
  return flags;
}
