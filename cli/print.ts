/**
 * Prints a text to standard output. Whoever reads it may be gone, as after `| head -1`: then nobody is told, and the
 * program goes on.
 *
 * @category Output
 * @param text The text, without the end of its last line.
 *
 * @example
 * ```ts
 * import { print } from "@descent/cli";
 *
 * print("Report: reports/out/compare/index.html");
 * ```
 */
export function print(text: string): void {
  unheard(() => isOutputKept ? console.error(text) : console.log(text));
}

/** Whether standard output is kept for a result that a program reads. */
let isOutputKept = false;

/**
 * Does some work whose texts go to standard error, so that standard output is left for a result that a program reads.
 *
 * @category Output
 * @param work The work.
 * @returns Its result.
 *
 * @example
 * ```ts
 * import { print, withOutputKept } from "@descent/cli";
 *
 * await withOutputKept(() => print("To standard error."));
 * ```
 */
export async function withOutputKept<T>(work: () => T | Promise<T>): Promise<T> {
  const before = isOutputKept;
  isOutputKept = true;
  try {
    return await work();
  } finally {
    isOutputKept = before;
  }
}

/**
 * Prints a text to standard error, as {@linkcode print} does.
 *
 * @category Output
 * @param text The text, or an error with its stack.
 */
export function printError(text: unknown): void {
  unheard(() => console.error(text));
}

/**
 * Writes to a stream that may be closed or on a full disk; a run is worth more than what it says.
 *
 * @category Output
 * @param write Writes.
 */
export function unheard(write: () => void): void {
  try {
    write();
  } catch {
    // There is nowhere to tell it.
  }
}
