/**
 * Words that were probably meant, for messages.
 *
 * @module
 */
import { distance } from "fastest-levenshtein";

/**
 * The words that were probably meant by one, by Levenshtein distance.
 *
 * @category Options
 * @param typed The word that was typed.
 * @param words The words that could have been meant.
 * @param count How many at most; default 3.
 * @returns The nearest words, the nearest first; words that begin with what was typed come before others. None of which more
 * than a third would have to change.
 *
 * @example
 * ```ts
 * import { nearestWords } from "@descent/core/words";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(nearestWords("sed", ["out", "seeds", "seed"]), ["seed", "seeds"]);
 * ```
 */
export function nearestWords(typed: string, words: readonly string[], count = 3): string[] {
  if (typed === "") return [];
  const far = (word: string) => word.startsWith(typed) ? 0 : distance(typed, word);
  return words.filter((word) => far(word) <= Math.ceil(word.length / 3))
    .sort((a, b) => far(a) - far(b)).slice(0, count);
}
