const MULTIPLIER_0_LOW = 0x1f53;
const MULTIPLIER_0_HIGH = 0xd251;
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1_LOW = 0x8d57;
const MULTIPLIER_1_HIGH = 0xcd9e;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;

/**
 * One block of the counter-based generator Philox4x32-10: four random words from a counter and a
 * key.
 *
 * Each of the ten rounds maps `(c0, c1, c2, c3)` with the round key `(k0, k1)` to `(high(M1·c2) ⊕
 * c1 ⊕ k0, low(M1·c2), high(M0·c0) ⊕ c3 ⊕ k1, low(M0·c0))`, where `high` and `low` are the halves
 * of the 64-bit product, `M0 = 0xD2511F53`, `M1 = 0xCD9E8D57`; between rounds `k0 += 0x9E3779B9`
 * and `k1 += 0xBB67AE85`, modulo 2³².
 *
 * A block depends on nothing but its arguments, so blocks may be made in any order and on any
 * thread. Words may be given and read as signed or unsigned: only the 32 bits count.
 *
 * @category Random numbers
 * @param counter0 Word 0 of the counter, the lowest.
 * @param counter1 Word 1 of the counter.
 * @param counter2 Word 2 of the counter.
 * @param counter3 Word 3 of the counter, the highest.
 * @param key0 Word 0 of the key.
 * @param key1 Word 1 of the key.
 * @param output Receives the four words in its elements 0 to 3.
 *
 * @example The first known answer of the Random123 distribution
 * ```ts
 * import { philox } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * const output = new Uint32Array(4);
 * philox(0, 0, 0, 0, 0, 0, output);
 * assertEquals([...output], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
 * ```
 *
 * @see J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw: "Parallel random numbers: as easy as 1,
 * 2, 3", SC 2011, https://doi.org/10.1145/2063384.2063405
 */
export function philox(
  counter0: number,
  counter1: number,
  counter2: number,
  counter3: number,
  key0: number,
  key1: number,
  output: Uint32Array | Int32Array,
): void {
  let c0 = counter0 | 0, c1 = counter1 | 0, c2 = counter2 | 0, c3 = counter3 | 0;
  let k0 = key0 | 0, k1 = key1 | 0;
  for (let round = 0; round < ROUNDS; round++) {
    // JavaScript has no 32 x 32 -> 64 bit product, so the high words are put together from 16-bit
    // halves. Calling a helper here instead costs a third of the speed when V8 declines to inline.
    const low0 = c0 & 0xffff, high0 = c0 >>> 16;
    const middle0 = (Math.imul(high0, MULTIPLIER_0_LOW) +
      (Math.imul(low0, MULTIPLIER_0_LOW) >>> 16)) | 0;
    const carry0 = (Math.imul(low0, MULTIPLIER_0_HIGH) + (middle0 & 0xffff)) | 0;
    const product0 = (Math.imul(high0, MULTIPLIER_0_HIGH) + (middle0 >>> 16) +
      (carry0 >>> 16)) | 0;

    const low1 = c2 & 0xffff, high1 = c2 >>> 16;
    const middle1 = (Math.imul(high1, MULTIPLIER_1_LOW) +
      (Math.imul(low1, MULTIPLIER_1_LOW) >>> 16)) | 0;
    const carry1 = (Math.imul(low1, MULTIPLIER_1_HIGH) + (middle1 & 0xffff)) | 0;
    const product1 = (Math.imul(high1, MULTIPLIER_1_HIGH) + (middle1 >>> 16) +
      (carry1 >>> 16)) | 0;

    const next0 = product1 ^ c1 ^ k0;
    const next2 = product0 ^ c3 ^ k1;
    c1 = Math.imul(c2, MULTIPLIER_1);
    c3 = Math.imul(c0, MULTIPLIER_0);
    c0 = next0;
    c2 = next2;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  output[0] = c0;
  output[1] = c1;
  output[2] = c2;
  output[3] = c3;
}
