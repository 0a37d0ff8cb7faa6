import { nearestWords } from "@descent/core/words";

/**
 * The word that was probably meant, by Levenshtein distance.
 *
 * @category Flags
 * @param typed The word that was typed.
 * @param words The words that could have been meant.
 * @returns The nearest word, or `undefined` when none is near: more than a third of it would have to
 * change.
 *
 * @example
 * ```ts
 * import { closestWord } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(closestWord("momentun", ["sgd", "momentum"]), "momentum");
 * assertEquals(closestWord("lion", ["sgd", "momentum"]), undefined);
 * ```
 */
export function closestWord(typed: string, words: readonly string[]): string | undefined {
  return nearestWords(typed, words, 1).at(0);
}
