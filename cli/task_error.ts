import type { FailureCode } from "./exit_codes.ts";

/**
 * A failure that one sentence explains: the task prints it, without a stack trace, and ends.
 *
 * @category Tasks
 *
 * @example A mistake on the command line ends with code 2
 * ```ts
 * import { TaskError } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new TaskError("--epochs: expected a number, got 'ten'").exitCode, 2);
 * ```
 */
export class TaskError extends Error {
  /** Exit code of the process. */
  readonly exitCode: FailureCode;

  /**
   * Makes the error.
   *
   * @param message One sentence: what was wanted, what came and how to mend it.
   * @param exitCode Exit code of the process; default 2.
   * @param options The cause, if there is one.
   */
  constructor(message: string, exitCode: FailureCode = 2, options?: ErrorOptions) {
    super(message, options);
    this.name = "TaskError";
    this.exitCode = exitCode;
  }
}

/**
 * Runs what reads the user's files or values, so that its complaint counts as the user's to mend: a
 * file that is missing or damaged, a value out of range.
 *
 * @category Tasks
 * @param work A function that may throw a `TypeError`, `RangeError`, `SyntaxError` or `Deno.errors.NotFound`.
 * @returns The result of `work`.
 * @throws {TaskError} With the message of such an error; other errors pass unchanged.
 *
 * @example
 * ```ts
 * import { asUserError, TaskError } from "@descent/cli";
 * import { assertRejects } from "@std/assert";
 *
 * const read = () => {
 *   throw new SyntaxError("IDX file 'labels': expected magic 2049, got 2051; check the file");
 * };
 * await assertRejects(() => asUserError(read), TaskError, "expected magic 2049");
 * ```
 */
export async function asUserError<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const mendable = error instanceof TypeError || error instanceof RangeError ||
      error instanceof SyntaxError || error instanceof Deno.errors.NotFound;
    if (mendable) throw new TaskError(sentenceOf(error), 2, { cause: error });
    throw error;
  }
}

/** The system's words for a missing path, "No such file or directory (os error 2): open 'a.csv'". */
const NOTHING_THERE = /\(os error [23]\): \w+ '(.*)'$/s;

function sentenceOf({ message }: Error): string {
  const path = NOTHING_THERE.exec(message)?.[1];
  return path === undefined
    ? message
    : `expected a file or folder at '${path}', found none; check the path`;
}
