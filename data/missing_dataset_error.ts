/**
 * The files of a data set were not found: a command line can say which command gets them.
 *
 * @category Published sets
 *
 * @example
 * ```ts
 * import { MissingDatasetError } from "@descent/data";
 * import { assert } from "@std/assert";
 *
 * const error = new MissingDatasetError("mnist", "/srv", "found no train-images in /srv");
 * assert(error instanceof Deno.errors.NotFound && error.dataset === "mnist");
 * ```
 */
export class MissingDatasetError extends Deno.errors.NotFound {
  /** Name of the data set. */
  readonly dataset: string;
  /** The folder that its files were looked for in. */
  readonly directory: string;

  /**
   * An error with the way to mend it.
   *
   * @param dataset Name of the data set.
   * @param directory The folder that its files were looked for in.
   * @param found The failure, in words.
   */
  constructor(dataset: string, directory: string, found: string) {
    super(
      `Dataset '${dataset}': ${found}; download it, or name the folder that holds it by DESCENT_DATA`,
    );
    this.name = "MissingDatasetError";
    this.dataset = dataset;
    this.directory = directory;
  }
}
