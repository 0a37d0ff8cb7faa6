/**
 * Prints a text to standard output. Whoever reads it may be gone, as after `| head -1`: then nobody is told, and the
 * program goes on.
 *
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
  unheard(() => console.log(text));
}

/**
 * Prints a text to standard error, as {@linkcode print} does.
 *
 * @param text The text, or an error with its stack.
 */
export function printError(text: unknown): void {
  unheard(() => console.error(text));
}

/**
 * Writes to a stream that may be closed or on a full disk; a run is worth more than what it says.
 *
 * @param write Writes.
 */
export function unheard(write: () => void): void {
  try {
    write();
  } catch {
    // There is nowhere to tell it.
  }
}
