import { givenOptions, type RandomStream, randomStream } from "@descent/core";
import { endings, people, places, sentences, things, traits } from "./_fable_words.ts";

/**
 * Which fables to write.
 *
 * @category Generated sets
 */
export interface FableOptions {
  /** At least how many characters, from 1. */
  readonly characters: number;
  /** The seed of the text, an integer from 0 to 2⁵³ − 1; default 0. */
  readonly seed?: number;
}

/**
 * Text for language models: little fables, put together from sentences written for this project.
 *
 * A fable keeps its two animals, their traits, its place and its thing to the end, so that who reads only a few
 * characters back cannot know what comes; its sentences and what fills them are random. The text is the same on any
 * machine.
 *
 * @category Generated sets
 * @param options How much text, and the seed.
 * @returns Whole fables, one a line.
 * @throws {RangeError} When `characters` is not a whole number of at least 1.
 *
 * @example A fable begins like the others
 * ```ts
 * import { writeFables } from "@descent/data";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const text = writeFables({ characters: 1000 });
 * assert(text.length >= 1000);
 * assertEquals(writeFables({ characters: 2000 }).startsWith(text), true);
 * ```
 */
export function writeFables(options: FableOptions): string {
  const { characters, seed = 0 } = givenOptions("writeFables", options, { seed: "seed" });
  if (!(Number.isSafeInteger(characters) && characters >= 1)) {
    throw new RangeError(
      `writeFables: expected characters to be a whole number of at least 1, got ${characters}; give the length of the text`,
    );
  }
  const random = randomStream({ seed }).split("fables");
  let text = "";
  while (text.length < characters) text += `${fable(random)}\n`;
  return text;
}

function fable(random: RandomStream): string {
  const pick = (words: readonly string[]) => words[random.integer(words.length)];
  const first = pick(people), second = pick(people.filter((each) => each !== first));
  const words: Readonly<Record<string, string>> = {
    a: first,
    b: second,
    x: pick(traits),
    y: pick(traits),
    place: pick(places),
    thing: pick(things),
  };
  const filled = (sentence: string) => sentence.replace(/\{(\w+)\}/g, (_, slot) => words[slot]);
  const order = [...random.permutation(sentences.middle.length)];
  const middle = order.slice(0, 3 + random.integer(4)).map((index) => sentences.middle[index]);
  return [pick(sentences.opening), ...middle, pick(endings)].map(filled).join(" ");
}
