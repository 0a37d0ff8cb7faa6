/**
 * A file that does not hold what its format wants.
 *
 * @category Formats
 *
 * @example
 * ```ts
 * import { BadFileError } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const { message } = new BadFileError("wine.csv", "line 3: expected 14 fields, got 13", "mend the line");
 * assertEquals(message, "File 'wine.csv': line 3: expected 14 fields, got 13; mend the line");
 * ```
 */
export class BadFileError extends SyntaxError {
  /**
   * An error of one file.
   *
   * @param path Its path.
   * @param problem The place, what was wanted and what came.
   * @param mend What to do about it; default to get the file again.
   */
  constructor(path: string, problem: string, mend: string = "get the file again") {
    super(`File '${path}': ${problem}; ${mend}`);
    this.name = "BadFileError";
  }
}
