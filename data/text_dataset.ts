import { givenOptions } from "@descent/core";
import type { Dataset, Examples } from "./dataset.ts";

/**
 * Options of {@linkcode textDataset}.
 *
 * @category Data of one's own
 */
export interface TextDatasetOptions {
  /** The name in records, lower case. */
  readonly name: string;
  /** The name for people; default `name`. */
  readonly title?: string;
  /** The text. */
  readonly text: string;
  /** Characters of an example, T, a whole number of at least 1. */
  readonly steps: number;
  /**
   * The target: `"each"` character's successor, by examples without overlap, or the `"next"` one after the example,
   * which begin at every character. Default `"each"`.
   */
  readonly predicts?: "each" | "next";
  /** Share of the text that settings are chosen by, behind what is learned, above 0; default 0.1. */
  readonly validationFraction?: number;
  /** Share of the text that the result is measured on, the end of it, above 0; default 0.1. */
  readonly testFraction?: number;
  /** Where the text comes from; default `"a text"`. */
  readonly source?: string;
}

/**
 * A text as examples for a language model of characters: T characters in, each with the one that follows as its class, or
 * the one that follows them all.
 *
 * The parts are cut from the text in order: to learn, to validate, to test. Within a part examples follow one another
 * without overlap; what is left at its end is dropped. Classes are the characters that occur, by their code.
 *
 * @category Data of one's own
 * @param options Text, length of an example and parts, see {@linkcode TextDatasetOptions}.
 * @returns The data set; inputs are indices [T], targets [T] or one each.
 * @throws {RangeError} When `steps` is no whole number of at least 1, or a part is too short for an example.
 *
 * @example Examples of two characters
 * ```ts
 * import { textDataset } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const fractions = { validationFraction: 0.25, testFraction: 0.25 };
 * const { train, classNames } = textDataset({ name: "abc", text: "abcabcabcabc", steps: 2, ...fractions });
 * assertEquals(classNames, ["a", "b", "c"]);
 * assertEquals([...train.inputs], [0, 1, 2, 0]);
 * assertEquals([...train.targets], [1, 2, 0, 1]);
 * ```
 */
export function textDataset(options: TextDatasetOptions): Dataset {
  const {
    name,
    title = name,
    text,
    steps,
    source = "a text",
    validationFraction = 0.1,
    testFraction = 0.1,
    predicts = "each",
  } = givenOptions("textDataset", options, {
    name: "text",
    title: "text",
    text: "text",
    source: "text",
    validationFraction: "number",
    testFraction: "number",
    predicts: ["each", "next"],
  }, ["name", "text"]);
  if (!(Number.isSafeInteger(steps) && steps >= 1)) {
    throw new RangeError(
      `Text '${name}': expected steps to be a whole number of at least 1, got ${steps}; give the length of an example`,
    );
  }
  const characters = [...text], classNames = [...new Set(characters)].sort();
  const classes = new Map(classNames.map((character, index) => [character, index]));
  const indices = Int32Array.from(characters, (character) => classes.get(character)!);
  const test = indices.length - Math.round(indices.length * testFraction);
  const validation = test - Math.round(indices.length * validationFraction);
  const part = (what: string, from: number, to: number): Examples => {
    // The last character of an example needs one behind it.
    const count = Math.floor((to - from - 1) / steps);
    if (count < 1) {
      throw new RangeError(
        `Text '${name}': expected more than ${steps} characters to ${what}, got ${
          to - from
        }; give more text or shorter examples`,
      );
    }
    const end = from + count * steps;
    if (predicts === "next") return windows(indices.subarray(from, to), steps);
    return { inputs: indices.slice(from, end), targets: indices.slice(from + 1, end + 1), count };
  };
  return {
    name,
    title,
    inputShape: [steps],
    targetShape: predicts === "each" ? [steps] : [],
    classNames,
    train: part("learn", 0, validation),
    validation: part("validate", validation, test),
    test: part("test", test, indices.length),
    source,
  };
}

/** Every run of so many characters that has one behind it, and that one. */
function windows(text: Int32Array, steps: number): Examples {
  const count = text.length - steps, inputs = new Int32Array(count * steps);
  for (let n = 0; n < count; n++) inputs.set(text.subarray(n, n + steps), n * steps);
  return { inputs, targets: text.slice(steps), count };
}
