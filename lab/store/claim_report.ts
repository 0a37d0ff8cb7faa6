import { holderText } from "./holder_text.ts";
import { takeLock } from "./take_lock.ts";

/**
 * A folder that no other process writes its report to as long as this one holds it.
 *
 * @category Stores and checkpoints
 */
export interface ClaimedReport extends Disposable {
  /** The folder. */
  readonly folder: string;
  /** Why it is not the one asked for, in a sentence; `null` where it is. */
  readonly reason: string | null;
}

/**
 * Takes the folder of a report for this process; where another one that still runs has taken it, the next free name:
 * `compare-2` for `compare`. No run ever writes over the report of another that began before it ended.
 *
 * The lock lies beside the folder, `compare.lock`. Where nothing may be written there, none is taken.
 *
 * @category Stores and checkpoints
 * @param folder The folder, which need not exist.
 * @returns The folder to write to.
 * @throws {Error} The error of the file system, but for a missing permission.
 *
 * @example
 * ```ts
 * import { claimReport } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const out = `${await Deno.makeTempDir()}/compare`;
 * using first = claimReport(out);
 * using second = claimReport(out);
 * assertEquals([first.folder, second.folder], [out, `${out}-2`]);
 * ```
 */
export function claimReport(folder: string): ClaimedReport {
  const base = folder.replace(/(?<=.)[/\\]+$/, "");
  let reason: string | null = null;
  for (let number = 1;; number++) {
    const target = number === 1 ? base : `${base}-${number}`;
    if (number > 1 && isThere(target)) continue;
    try {
      // Where it is a link, or the working directory, the lock lies beside what is meant.
      const real = isThere(target) ? Deno.realPathSync(target) : target;
      const lock = takeLock(`${real}.lock`);
      if (!("process" in lock)) {
        const used = reason === null ? null : `${reason}; this report goes to ${target}`;
        return { folder: target, reason: used, [Symbol.dispose]: () => lock[Symbol.dispose]() };
      }
      reason ??= `The report in ${base} is that of ${holderText(lock)}`;
    } catch (error) {
      if (!mayNotWrite(error)) throw error;
      return { folder: target, reason: null, [Symbol.dispose]() {} };
    }
  }
}

function mayNotWrite(error: unknown): boolean {
  return error instanceof Deno.errors.NotCapable ||
    error instanceof Deno.errors.PermissionDenied ||
    // EROFS has no class of its own.
    (error instanceof Error && /os error 30\b/.test(error.message));
}

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
