/**
 * The way in which published IDX files store images and name classes, where it is not MNIST's.
 *
 * @category Formats
 */
export interface IdxNaming {
  /** Names of the classes; `null` where the labels are all there is. */
  readonly classNames: readonly string[] | null;
  /** The label of the first class. */
  readonly first: number;
  /** Whether rows and columns of the images are exchanged. */
  readonly transposed: boolean;
}

const DIGITS = [..."0123456789"];
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** The six splits of EMNIST: classes, and the label of the first. */
const EMNIST: Readonly<Record<string, readonly [classNames: readonly string[], first: number]>> = {
  byclass: [[...DIGITS, ...LETTERS, ...LETTERS.map((letter) => letter.toLowerCase())], 0],
  // Lower-case letters that look like their capitals are merged with them.
  bymerge: [[...DIGITS, ...LETTERS, ..."abdefghnqrt"], 0],
  balanced: [[...DIGITS, ...LETTERS, ..."abdefghnqrt"], 0],
  letters: [LETTERS, 1],
  digits: [DIGITS, 0],
  mnist: [DIGITS, 0],
};

/**
 * How a file of images stores them, by its published name: EMNIST's are transposed, and its letters are labelled from 1.
 *
 * @category Formats
 * @param name The file's name.
 * @returns Class names, first label and order of pixels.
 *
 * @example
 * ```ts
 * import { idxNaming } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const { first, transposed, classNames } = idxNaming("emnist-letters-train-images-idx3-ubyte.gz");
 * assertEquals([first, transposed, classNames?.[0]], [1, true, "A"]);
 * ```
 *
 * @see G. Cohen, S. Afshar, J. Tapson, A. van Schaik: "EMNIST: an extension of MNIST to handwritten letters", 2017
 */
export function idxNaming(name: string): IdxNaming {
  const [, split = ""] = /^emnist-([a-z]+)-/.exec(name) ?? [];
  if (!Object.hasOwn(EMNIST, split)) return { classNames: null, first: 0, transposed: false };
  const [classNames, first] = EMNIST[split];
  return { classNames, first, transposed: true };
}
