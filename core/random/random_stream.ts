import { boxMuller } from "./_box_muller.ts";
import { philox } from "./philox.ts";

/**
 * All that a random stream is: save it (it survives JSON), and `randomStream({ state })` goes on
 * from there.
 *
 * @category Random numbers
 */
export interface RandomState {
  /** The two 32-bit words of the Philox key. */
  readonly key: readonly [number, number];
  /** How many 32-bit words have been drawn. */
  readonly position: number;
}

/**
 * A seeded, splittable stream of random numbers; see {@linkcode randomStream}.
 *
 * @category Random numbers
 */
export interface RandomStream {
  /**
   * The two 32-bit words of the Philox key: with them a kernel can make the same words in parallel.
   */
  readonly key: readonly [number, number];
  /**
   * How many 32-bit words have been drawn. Word `p` is word `p mod 4` of the Philox block whose
   * counter is `⌊p/4⌋` (words 0 and 1 of the counter; words 2 and 3 are zero). May be set, to jump.
   */
  position: number;
  /** Key and position together, for saving. */
  readonly state: RandomState;
  /**
   * A new stream that depends on this stream's key and the name, and on nothing else: not on how
   * many numbers were drawn from either. The same name gives the same stream again.
   */
  split(name: string): RandomStream;
  /** The next word: an integer in [0, 2³²). Draws 1 word. */
  uint32(): number;
  /** A number in [0, 1), a multiple of 2⁻⁵³. Draws 2 words. */
  uniform(): number;
  /** An integer in [0, limit), each equally probable; limit from 1 to 2⁵³. */
  integer(limit: number): number;
  /**
   * A standard normal number. Draws 4 words; {@linkcode RandomStream.fillNormal} draws half as many
   * for each.
   */
  normal(): number;
  /**
   * Fills the array with uniform numbers in [low, high), rounded to the array's precision (which
   * for a `Float32Array` may round up to `high`). Elements `2b` and `2b + 1` come from block `b`
   * after the next block boundary.
   */
  fillUniform(array: Float32Array | Float64Array, low?: number, high?: number): void;
  /**
   * Fills the array with normal numbers. Elements `2b` and `2b + 1` come from block `b` after the
   * next block boundary.
   */
  fillNormal(
    array: Float32Array | Float64Array,
    mean?: number,
    standardDeviation?: number,
  ): void;
  /** Puts the elements into a random order, each order equally probable (Fisher and Yates). */
  shuffle(array: Int32Array | Uint32Array): void;
  /** The numbers 0 to count − 1 in a random order. */
  permutation(count: number): Uint32Array;
}

/**
 * Where a random stream starts: a seed, or a state that was saved.
 *
 * @category Random numbers
 */
export type RandomStreamOptions =
  | {
    /** An integer from 0 to 2⁵³ − 1. */
    readonly seed: number;
  }
  | {
    /** A state that {@linkcode RandomStream.state} gave. */
    readonly state: RandomState;
  };

const TWO_32 = 4294967296;
const TWO_53 = 9007199254740992;
/** Above this the product of a word and the limit has more than 53 bits. */
const LARGEST_MULTIPLIED_LIMIT = 2097152;
/**
 * "SPLI" in word 3 of the counter, where drawing has zero: no key comes from a block that is also
 * drawn.
 */
const SPLIT_DOMAIN = 0x53504c49;

/** 53 bits of two words as a number in [0, 1). */
function uniformOfWords(high: number, low: number): number {
  return ((high >>> 5) * 67108864 + (low >>> 6)) / TWO_53;
}

class PhiloxStream implements RandomStream {
  readonly key: readonly [number, number];
  #position: number;
  readonly #key0: number;
  readonly #key1: number;
  readonly #words = new Int32Array(4);
  #block = -1;
  readonly #pair = new Float64Array(2);

  constructor({ key, position }: RandomState) {
    this.key = [key[0], key[1]];
    this.#key0 = key[0];
    this.#key1 = key[1];
    this.#position = position;
  }

  get position(): number {
    return this.#position;
  }

  set position(position: number) {
    checkPosition(position);
    this.#position = position;
  }

  get state(): RandomState {
    return { key: [this.#key0, this.#key1], position: this.#position };
  }

  split(name: string): RandomStream {
    if (typeof name !== "string" || name === "") {
      throw new TypeError(
        `Random stream: expected a name to split by, got ${JSON.stringify(name)}; ` +
          `give each use its own name, such as "init" or "shuffle"`,
      );
    }
    const bytes = new TextEncoder().encode(name);
    const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8);
    padded.set(bytes);
    const view = new DataView(padded.buffer);
    const words = new Uint32Array([this.#key0, this.#key1, 0, 0]);
    for (let offset = 0; offset < padded.length; offset += 8) {
      const word0 = view.getUint32(offset, true);
      const word1 = view.getUint32(offset + 4, true);
      philox(word0, word1, bytes.length, SPLIT_DOMAIN, words[0], words[1], words);
    }
    return new PhiloxStream({ key: [words[0], words[1]], position: 0 });
  }

  uint32(): number {
    const block = Math.floor(this.#position / 4);
    if (block !== this.#block) this.#draw(block);
    return this.#words[this.#position++ - block * 4] >>> 0;
  }

  uniform(): number {
    const high = this.uint32();
    return uniformOfWords(high, this.uint32());
  }

  integer(limit: number): number {
    if (!(Number.isInteger(limit) && limit >= 1 && limit <= TWO_53)) {
      throw new RangeError(
        `Random integer: expected a limit that is an integer from 1 to 2^53, got ${limit}`,
      );
    }
    if (limit <= LARGEST_MULTIPLIED_LIMIT) {
      // Lemire, "Fast random integer generation in an interval" (2019): the high word of word *
      // limit, drawn again where the low word falls among the 2^32 mod limit surplus values.
      let product = this.uint32() * limit;
      let low = product >>> 0;
      if (low < limit) {
        const surplus = TWO_32 % limit;
        while (low < surplus) {
          product = this.uint32() * limit;
          low = product >>> 0;
        }
      }
      return (product - low) / TWO_32;
    }
    const fair = TWO_53 - TWO_53 % limit;
    for (;;) {
      const value = this.uniform() * TWO_53;
      if (value < fair) return value % limit;
    }
  }

  normal(): number {
    const u = this.uniform();
    boxMuller(u, this.uniform(), this.#pair);
    return this.#pair[0];
  }

  fillUniform(array: Float32Array | Float64Array, low: number = 0, high: number = 1): void {
    if (!(Number.isFinite(low) && Number.isFinite(high) && low <= high)) {
      throw new RangeError(
        `Random fill: expected finite bounds with low <= high, got [${low}, ${high})`,
      );
    }
    const words = this.#words;
    const range = high - low;
    let block = Math.ceil(this.#position / 4);
    for (let index = 0; index < array.length; index += 2) {
      this.#draw(block++);
      array[index] = low + range * uniformOfWords(words[0], words[1]);
      if (index + 1 < array.length) {
        array[index + 1] = low + range * uniformOfWords(words[2], words[3]);
      }
    }
    this.#position = block * 4;
  }

  fillNormal(
    array: Float32Array | Float64Array,
    mean: number = 0,
    standardDeviation: number = 1,
  ): void {
    if (!(Number.isFinite(mean) && Number.isFinite(standardDeviation) && standardDeviation >= 0)) {
      throw new RangeError(
        `Random fill: expected a finite mean and a finite standard deviation of at least 0, ` +
          `got ${mean} and ${standardDeviation}`,
      );
    }
    const words = this.#words;
    const pair = this.#pair;
    let block = Math.ceil(this.#position / 4);
    for (let index = 0; index < array.length; index += 2) {
      this.#draw(block++);
      boxMuller(uniformOfWords(words[0], words[1]), uniformOfWords(words[2], words[3]), pair);
      array[index] = mean + standardDeviation * pair[0];
      if (index + 1 < array.length) array[index + 1] = mean + standardDeviation * pair[1];
    }
    this.#position = block * 4;
  }

  shuffle(array: Int32Array | Uint32Array): void {
    for (let last = array.length - 1; last > 0; last--) {
      const chosen = this.integer(last + 1);
      const value = array[chosen];
      array[chosen] = array[last];
      array[last] = value;
    }
  }

  permutation(count: number): Uint32Array {
    if (!(Number.isInteger(count) && count >= 0 && count <= TWO_32)) {
      throw new RangeError(
        `Random permutation: expected a count that is an integer of at least 0, got ${count}`,
      );
    }
    const order = new Uint32Array(count);
    for (let index = 0; index < count; index++) order[index] = index;
    this.shuffle(order);
    return order;
  }

  #draw(block: number): void {
    // ToInt32 takes a number of up to 2^53 modulo 2^32, which is the low word.
    philox(block | 0, (block / TWO_32) | 0, 0, 0, this.#key0, this.#key1, this.#words);
    this.#block = block;
  }
}

/**
 * A seeded stream of random numbers that can be split by name: the same numbers on every machine.
 *
 * Words come from the counter-based generator Philox4x32-10 ({@linkcode philox}), whose key is the
 * seed or, for a split stream, follows from the parent's key and the name. So every use of chance
 * has its own stream (`init`, `shuffle`, `dropout`), and drawing more from one changes nothing in
 * another.
 *
 * @category Random numbers
 * @param options A `seed`, an integer from 0 to 2⁵³ − 1, or a saved `state`.
 * @returns The stream, at its first number or where the saved one stood.
 * @throws {RangeError} If the seed or a part of the state is no integer in its range.
 *
 * @example Two streams from one seed
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * const root = randomStream({ seed: 7 });
 * const weights = new Float32Array(3);
 * root.split("init").split("hidden1").fillNormal(weights, 0, 0.01);
 *
 * const order = root.split("shuffle").permutation(5);
 * assertEquals([...order].sort(), [0, 1, 2, 3, 4]);
 * assertEquals(order, randomStream({ seed: 7 }).split("shuffle").permutation(5));
 * ```
 *
 * @see J. K. Salmon and others: "Parallel random numbers: as easy as 1, 2, 3", SC 2011,
 * https://doi.org/10.1145/2063384.2063405
 */
export function randomStream(options: RandomStreamOptions): RandomStream {
  if ("state" in options) {
    const { key, position } = options.state;
    const isWord = (word: number) => Number.isInteger(word) && word >= 0 && word < TWO_32;
    if (!(key.length === 2 && key.every(isWord))) {
      throw new RangeError(
        `Random stream: expected a state whose key is two 32-bit words, got [${key}]`,
      );
    }
    checkPosition(position);
    return new PhiloxStream(options.state);
  }
  const { seed } = options;
  if (!(Number.isSafeInteger(seed) && seed >= 0)) {
    throw new RangeError(
      `Random stream: expected a seed that is an integer from 0 to 2^53 - 1, got ${seed}`,
    );
  }
  return new PhiloxStream({ key: [seed >>> 0, Math.floor(seed / TWO_32)], position: 0 });
}

function checkPosition(position: number): void {
  if (!(Number.isSafeInteger(position) && position >= 0)) {
    throw new RangeError(
      `Random stream: expected a position that is an integer of at least 0, got ${position}`,
    );
  }
}
