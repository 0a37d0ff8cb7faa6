import { parseArgs } from "@std/cli/parse-args";
import type { ForeignSettings } from "../isolation/foreign_optimizer.ts";
import { FOREIGN_LIMITS } from "../isolation/foreign_process.ts";

/** Seconds for importing and checking a plugin at least, however short a trial may be. */
const SHORTEST_PREPARATION = 10;

/**
 * The bounds of third-party code that the arguments of a task give. They hold from the first import on, before the
 * flags are read; a value that the flags will refuse counts as not given.
 *
 * @category Flags
 * @param args The arguments, of which `--trial-timeout` and `--allow-plugin-imports` count here.
 * @returns The bounds.
 *
 * @example
 * ```ts
 * import { foreignSettings } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(foreignSettings(["--trial-timeout=20"]).limits?.trialSeconds, 20);
 * ```
 */
export function foreignSettings(args: readonly string[]): ForeignSettings {
  const given = parseArgs([...args], {
    string: ["trial-timeout"],
    boolean: ["allow-plugin-imports"],
  });
  const allowsImports = given["allow-plugin-imports"];
  const seconds = Number(given["trial-timeout"] ?? NaN);
  if (!(seconds > 0)) return { limits: FOREIGN_LIMITS, allowsImports };
  const limits = {
    ...FOREIGN_LIMITS,
    trialSeconds: seconds,
    silentSeconds: seconds,
    preparationSeconds: Math.max(SHORTEST_PREPARATION, seconds),
  };
  return { limits, allowsImports };
}
