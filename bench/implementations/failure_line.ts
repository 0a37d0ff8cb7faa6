import { stripVTControlCharacters } from "node:util";

/**
 * Finds in what a process printed the line that says what went wrong, among excerpts and stack traces.
 *
 * @param printed The lines of its standard error.
 * @returns The last line that names an error, else the last that is not empty, else `no reason given`.
 */
export function failureLine(printed: readonly string[]): string {
  const lines = printed.map((line) => stripVTControlCharacters(line).trim());
  const error = lines.findLast((line) => /^(error|\w*Error):/.test(line));
  const line = error ?? lines.findLast((line) => line !== "") ?? "no reason given";
  return line.replace(/^error: (Uncaught (\(in promise\) )?)?/, "");
}
