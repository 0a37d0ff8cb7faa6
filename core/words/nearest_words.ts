/**
 * Words that were probably meant, for messages.
 *
 * @module
 */
// By its ESM file: the other is CommonJS, for which Deno sets up Node, in 70 ms of every program and every worker.
import { distance } from "fastest-levenshtein/esm/mod.js";

/**
 * The words that are nearest to one, by Levenshtein distance.
 *
 * @category Options
 * @param typed The word that was typed.
 * @param words The words that could have been meant.
 * @param count How many; default 3.
 * @returns The nearest words, the nearest first; words that begin with what was typed come before others.
 *
 * @example
 * ```ts
 * import { nearestWords } from "@descent/core/words";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(nearestWords("sed", ["out", "seeds", "seed"], 2), ["seed", "seeds"]);
 * ```
 */
export function nearestWords(typed: string, words: readonly string[], count = 3): string[] {
  const far = (word: string) => word.startsWith(typed) ? 0 : distance(typed, word);
  return words.toSorted((a, b) => far(a) - far(b)).slice(0, count);
}
