import { dirname, resolve } from "node:path";

/**
 * The files and folders that arguments name: positional ones and values of flags, also of several with commas between,
 * where something is; of others those that can be nothing but a path, so that a program may see that nothing is there.
 *
 * @category Files and permissions
 * @param args The arguments.
 * @returns The paths as they were typed.
 *
 * @example
 * ```ts
 * import { namedPaths } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(namedPaths(["--seeds=3", "--dataset=no/such/table.csv", "/no/such"]), ["/no/such"]);
 * ```
 */
export function namedPaths(args: readonly string[]): string[] {
  const words = args.map((arg) => arg.startsWith("-") ? arg.slice(arg.indexOf("=") + 1) : arg);
  const parts = words.flatMap((word) =>
    isThere(word) ? [word] : [word, ...word.split(",").map((part) => part.trim())]
  );
  // What lies below the working folder may be read anyway.
  return [...new Set(parts)].filter((part) => /^(\/|\.\.\/)/.test(part) || isThere(part));
}

/**
 * The values that arguments give to a flag.
 *
 * @category Files and permissions
 * @param args The arguments.
 * @param flag The flag as it is typed, such as `"--out"`.
 * @returns Its values in the order given, `--out=x` or `--out x`.
 *
 * @example
 * ```ts
 * import { namedByFlag } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(namedByFlag(["--out=a", "--runs", "b", "--out", "c"], "--out"), ["a", "c"]);
 * ```
 */
export function namedByFlag(args: readonly string[], flag: string): string[] {
  return args.flatMap((arg, index) => {
    if (arg.startsWith(`${flag}=`)) return [arg.slice(flag.length + 1)];
    return arg === flag && index + 1 < args.length ? [args[index + 1]] : [];
  });
}

/**
 * The folder that a report is written in: it is made beside its own folder, and then takes that one's place.
 *
 * @category Files and permissions
 * @param folder The folder of the report.
 * @returns The one around it, absolute; a folder of the root itself, where a report is then written file by file.
 *
 * @example
 * ```ts
 * import { reportParent } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(reportParent("/srv/reports/compare"), "/srv/reports");
 * ```
 */
export function reportParent(folder: string): string {
  const whole = resolve(folder), parent = dirname(whole);
  return dirname(parent) === parent ? whole : parent;
}

function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return path !== "";
  } catch {
    return false;
  }
}
