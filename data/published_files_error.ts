import type { PublishedSet } from "./published_sets.ts";

/**
 * The files of a data set that has to be fetched by hand were not found: which they are, and where they are published.
 *
 * @category Published sets
 *
 * @example
 * ```ts
 * import { PublishedFilesError, publishedSets } from "@descent/data";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const { message } = new PublishedFilesError(publishedSets.at(-1)!, "./datasets");
 * assertStringIncludes(message, "expected qmnist-train-images…");
 * ```
 */
export class PublishedFilesError extends RangeError {
  /**
   * An error with the way to mend it.
   *
   * @param set The data set.
   * @param directory The folder that its files were looked for in.
   */
  constructor(
    { name, title, prefixes: [train, test], folders, home }: PublishedSet,
    directory: string,
  ) {
    const files = [train, test].flatMap((prefix) => [`${prefix}images…`, `${prefix}labels…`]);
    const places = folders.map((folder) => folder === "" ? directory : `${directory}/${folder}`);
    super(
      `Dataset '${name}': expected ${files.join(", ")}, with or without .gz, in ${
        places.join(" or ")
      }, got none; get ${title} from ${home} and put its files there`,
    );
    this.name = "PublishedFilesError";
  }
}
