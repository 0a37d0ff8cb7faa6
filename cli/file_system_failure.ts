import { TaskError } from "./task_error.ts";

/**
 * Whether an error is the operating system's: a full disk, a file that may not be written.
 *
 * @category Files and permissions
 * @param error Anything that was thrown.
 * @returns True for an error of `Deno.errors`, and for one that Deno has no class for, such as of a full disk.
 *
 * @example
 * ```ts
 * import { isFileSystemFailure } from "@descent/cli";
 * import { assert } from "@std/assert";
 *
 * assert(isFileSystemFailure(new Error("No space left on device (os error 28): writefile 'a'")));
 * assert(!isFileSystemFailure(new TypeError("x is undefined")));
 * ```
 */
export function isFileSystemFailure(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return OS_ERROR.test(error.message) ||
    Object.values(Deno.errors).some((kind) => error instanceof kind);
}

const OS_ERROR = /\(os error (\d+)\)/;

/** By number of the error, where Linux and macOS agree. */
const MENDS = new Map([
  ["13", "make it writable, or name another folder"],
  ["27", "raise the limit of file sizes (ulimit -f)"],
  ["28", "free some space, or name another folder"],
  ["30", "name a folder that can be written to"],
]);

/**
 * Runs what writes files, so that its failure is one sentence that says how to mend it.
 *
 * @category Files and permissions
 * @param work Writes.
 * @param describe Says the operation and what is not lost: `"compare: cannot write the report to out"` and `"the trials are in runs"`.
 * @returns The result of `work`.
 * @throws {TaskError} For an error of the file system, with code 1; other errors pass unchanged.
 *
 * @example
 * ```ts
 * import { asFileSystemFailure, TaskError } from "@descent/cli";
 * import { assertRejects } from "@std/assert";
 *
 * const write = () => Promise.reject(new Error("No space left on device (os error 28): writefile 'a'"));
 * await assertRejects(
 *   () => asFileSystemFailure(write, () => ["compare: cannot write 'a'", "nothing is lost"]),
 *   TaskError,
 *   "compare: cannot write 'a' (No space left on device); free some space, or name another folder; nothing is lost",
 * );
 * ```
 */
export async function asFileSystemFailure<T>(
  work: () => Promise<T>,
  describe: () => readonly [operation: string, kept: string],
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isFileSystemFailure(error)) throw error;
    const [operation, kept] = describe();
    const [, number] = OS_ERROR.exec(error.message) ?? [];
    const [came] = error.message.split(OS_ERROR);
    const mend = MENDS.get(number ?? "") ?? "see to it, or name another folder";
    throw new TaskError(`${operation} (${came.trim()}); ${mend}; ${kept}`, 1, { cause: error });
  }
}
