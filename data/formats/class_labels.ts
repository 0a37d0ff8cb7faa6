import { givenOptions } from "@descent/core";
import { BadFileError } from "./bad_file_error.ts";

/** More distinct labels than this are values, not classes. */
const MOST_CLASSES = 10_000;

/**
 * Labels as classes.
 *
 * @category Formats
 */
export interface ClassLabels {
  /** Class indices of the training part, from 0 to K − 1. */
  readonly train: Int32Array;
  /** Class indices of the test part; empty where there is none. */
  readonly test: Int32Array;
  /** The names of the K classes. */
  readonly classNames: readonly string[];
}

/**
 * Options of {@linkcode classLabels}.
 *
 * @category Formats
 */
export interface ClassLabelsOptions {
  /** Path of the file that they are from, for errors. */
  readonly path: string;
  /** The numbers that the training part has for its classes. */
  readonly train: ArrayLike<number>;
  /** Those of the test part; default none. */
  readonly test?: ArrayLike<number>;
  /** Names of the classes; default the numbers that occur, in order. */
  readonly names?: readonly string[] | null;
  /** The number of the first name; default 0. */
  readonly first?: number;
}

/**
 * Makes class indices of the numbers that files have for classes.
 *
 * @category Formats
 * @param options Numbers and names, see {@linkcode ClassLabelsOptions}.
 * @returns Indices from 0 to K − 1, and the names.
 * @throws {BadFileError} When a number is no whole one, has no name, or there are thousands of different ones.
 *
 * @example Labels from 1
 * ```ts
 * import { classLabels } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const { train, classNames } = classLabels({ path: "labels", train: [3, 1, 3, 2] });
 * assertEquals([[...train], classNames], [[2, 0, 2, 1], ["1", "2", "3"]]);
 * ```
 */
export function classLabels(options: ClassLabelsOptions): ClassLabels {
  const { path, train, test = [], names = null, first = 0 } = givenOptions("classLabels", options, {
    path: "text",
    train: "list",
    test: "list",
    first: "number",
  }, ["path", "train"]);
  if (names !== null) givenOptions("classLabels", { names }, { names: "list" });
  const seen = new Set<number>();
  for (const part of [train, test]) {
    for (let n = 0; n < part.length; n++) {
      const label = part[n];
      const fits = Number.isSafeInteger(label) &&
        (names === null || (label >= first && label < first + names.length));
      if (!fits) {
        const wanted = names === null
          ? "whole numbers as labels"
          : `labels from ${first} to ${first + names.length - 1}`;
        throw new BadFileError(path, `expected ${wanted}, got ${label} for item ${n}`);
      }
      seen.add(label);
    }
    if (seen.size > MOST_CLASSES) {
      throw new BadFileError(
        path,
        `expected at most ${MOST_CLASSES} different labels, got more`,
        "give classes, not values",
      );
    }
  }
  const numbers = names?.map((_, index) => first + index) ?? [...seen].sort((a, b) => a - b);
  const indices = new Map(numbers.map((number, index) => [number, index]));
  const indexed = (part: ArrayLike<number>) =>
    Int32Array.from(part, (label) => indices.get(label)!);
  return { train: indexed(train), test: indexed(test), classNames: names ?? numbers.map(String) };
}
