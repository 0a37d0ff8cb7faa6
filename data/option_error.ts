/**
 * An option out of its range, in parts: a command line says the same of the flag that it was given by.
 *
 * @category Data sets
 *
 * @example
 * ```ts
 * import { OptionError } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const { message } = new OptionError("Dataset 'mnist'", "trainCount", "an integer of at least 1", "0");
 * assertEquals(message, "Dataset 'mnist': expected trainCount to be an integer of at least 1, got 0");
 * ```
 */
export class OptionError extends RangeError {
  /** The option's name in code. */
  readonly option: string;
  /** The values that are accepted, in words. */
  readonly wanted: string;
  /** The value that came, in words. */
  readonly came: string;

  /**
   * An error of one option.
   *
   * @param owner Whose option it is, for the message.
   * @param option The option's name in code.
   * @param wanted The values that are accepted, in words.
   * @param came The value that came, in words.
   */
  constructor(owner: string, option: string, wanted: string, came: string) {
    super(`${owner}: expected ${option} to be ${wanted}, got ${came}`);
    this.name = "OptionError";
    this.option = option;
    this.wanted = wanted;
    this.came = came;
  }
}
