import type { MatmulTask } from "./task.ts";

/** Extent of the images, both ways. */
export const imageSide = 28;
/** Number of classes. */
export const classCount = 10;
/** Batches that training goes round. */
export const batchCount = 8;

/** Images with the class of each. */
export interface SyntheticImages {
  /** Pixels, row-major, [count, size]. */
  readonly pixels: Uint8Array;
  readonly labels: Int32Array;
}

/**
 * Images that any language makes alike: noise, and every tenth pixel bright where the class says so.
 *
 * The second half repeats the images of the first with other classes. A network can learn much, but never so
 * much that gradients fade into denormal numbers, which are slow.
 *
 * @param count How many, an even number.
 * @param size Pixels of each, of all channels; default those of a grey image of 28 by 28.
 * @returns Images and classes.
 */
export function syntheticImages(count: number, size: number = imageSide ** 2): SyntheticImages {
  const half = count / 2;
  const pixels = new Uint8Array(count * size), labels = new Int32Array(count);
  for (let n = 0; n < count; n++) {
    const image = n % half, kind = image % classCount;
    labels[n] = n < half ? kind : (kind + 1) % classCount;
    for (let p = 0; p < size; p++) {
      const noise = Math.imul(image * size + p, 2654435761) >>> 25;
      pixels[n * size + p] = noise + (p % classCount === kind ? 128 : 0);
    }
  }
  return { pixels, labels };
}

/** Number of different tokens. */
export const vocabularySize = 64;

/**
 * Sequences of tokens with the token that follows each: every one steps through the vocabulary at a pace of its own.
 *
 * @param count Number of sequences.
 * @param steps Tokens of each.
 * @returns Inputs and targets, row-major, [count, steps].
 */
export function syntheticTokens(
  count: number,
  steps: number,
): { inputs: Int32Array; targets: Int32Array } {
  const token = (n: number, t: number) => (5 * n + t * (1 + n % 7)) % vocabularySize;
  const at = (shift: number) =>
    Int32Array.from(
      { length: count * steps },
      (_, i) => token(Math.floor(i / steps), i % steps + shift),
    );
  return { inputs: at(0), targets: at(1) };
}

/**
 * Element `i` of a matrix that is multiplied: a small whole number, so that products are exact in f32.
 *
 * @param i Row-major index.
 * @returns From -5 to 5.
 */
export function matrixElement(i: number): number {
  return (i * 7 + 3) % 11 - 5;
}

/**
 * A matrix that is multiplied.
 *
 * @param size Number of elements.
 * @returns Its elements, row-major.
 */
export function matrixElements(size: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: size }, (_, i) => matrixElement(i));
}

/**
 * The facts about a product that are known without computing it.
 *
 * @param task Which product.
 * @returns Its first element and the sum of all.
 */
export function productFacts({ product, m, n, k }: MatmulTask): [first: number, sum: number] {
  const a = (i: number, l: number) => matrixElement(product === "atb" ? l * m + i : i * k + l);
  const b = (l: number, j: number) => matrixElement(product === "abt" ? j * k + l : l * n + j);
  let first = 0, sum = 0;
  for (let l = 0; l < k; l++) {
    let column = 0, row = 0;
    for (let i = 0; i < m; i++) column += a(i, l);
    for (let j = 0; j < n; j++) row += b(l, j);
    first += a(0, l) * b(l, 0);
    sum += column * row;
  }
  return [first, sum];
}
