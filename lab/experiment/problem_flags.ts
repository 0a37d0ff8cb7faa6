import { type Flag, TaskError } from "@descent/cli";
import type { KnownProblem } from "./known_problems.ts";
import { optionFlag } from "./option_flag.ts";
import type { Option } from "@descent/problems";

/**
 * A flag for each option of the problems; an option that several have is one flag.
 *
 * @category Flags
 */
export type ProblemFlags = Record<string, Flag<unknown>>;

/**
 * The flags of problems' options. An option that several problems have under one name is one flag where all of them
 * read it alike, and none where they do not; {@linkcode explainProblemFlag} then says why.
 *
 * @category Flags
 * @param problems The problems.
 * @param taken Names of flags that a task has already.
 * @returns A flag for each option.
 * @throws {TaskError} When an option has the name of another flag.
 *
 * @example
 * ```ts
 * import { knownProblems, problemFlags } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const flags = problemFlags(await knownProblems(["--problem=residual-net"]), []);
 * assertEquals(Object.keys(flags).slice(0, 4), ["dataset", "trainCount", "validationCount", "testCount"]);
 * ```
 */
export function problemFlags(
  problems: readonly KnownProblem[],
  taken: readonly string[],
): ProblemFlags {
  const options = new Map<string, Option[]>();
  for (const { plugin } of problems) {
    for (const [name, option] of Object.entries<Option>(plugin.options)) {
      if (taken.includes(name)) {
        throw new TaskError(
          `Problem '${plugin.name}': expected options with names of their own, got '${name}', the name of a flag; ` +
            "rename the option",
        );
      }
      options.set(name, [...options.get(name) ?? [], option]);
    }
  }
  const flags = [...options].flatMap(([name, own]) => {
    const flag = sharedFlag(own);
    return flag === undefined ? [] : [[name, flag] as const];
  });
  return Object.fromEntries(flags);
}

/** One flag for the options of several problems, or `undefined` where a value may suit one and not another. */
function sharedFlag(options: readonly Option[]): Flag<unknown> | undefined {
  const [first, ...others] = options.map(optionFlag);
  if (others.some(({ allowed }) => allowed !== first.allowed)) return undefined;
  const { quick, shownDefault, ...flag } = first;
  const hasOneDefault = others.every((other) => other.shownDefault === shownDefault);
  // Without a quick value of its own a flag stays open, so that each problem takes the one of its option.
  const hasOneQuick = others.every((other) => String(other.quick) === String(quick));
  return {
    ...flag,
    shownDefault: hasOneDefault ? shownDefault : "what suits each problem",
    ...(hasOneQuick && quick !== undefined && { quick }),
  };
}
