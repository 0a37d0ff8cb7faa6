import { type RandomStream, randomStream } from "@descent/core";

/** Digits of a coordinate, as many as make up about 2⁻³⁰. */
const PRECISION = 2 ** 30;

/**
 * Options of {@linkcode haltonPoints}.
 *
 * @category Search
 */
export interface HaltonOptions {
  /** Numbers of a point, at least 1. */
  readonly dimensions: number;
  /** The name of the sequence, such as an optimizer's: another one is another order of the same kind. */
  readonly name: string;
  /** Seed of the scrambling. */
  readonly seed: number;
  /** Number of points that were drawn before; default 0. */
  readonly from?: number;
  /** Number of points. */
  readonly count: number;
}

/**
 * Quasi-random points of the unit cube: a Halton sequence whose digits are permuted at random. They cover the cube more
 * evenly than independent points, and the first ones do not change when more are drawn.
 *
 * @category Search
 * @param options Dimensions, name, seed and count, see {@linkcode HaltonOptions}.
 * @returns The points, each number from 0 to below 1.
 *
 * @example Of two points each half has one
 * ```ts
 * import { haltonPoints } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const points = haltonPoints({ dimensions: 1, name: "adam", seed: 0, count: 2 });
 * assertEquals(points.map(([x]) => Math.floor(2 * x)).toSorted(), [0, 1]);
 * ```
 *
 * J. H. Halton, "On the efficiency of certain quasi-random sequences of points in evaluating multi-dimensional
 * integrals", Numerische Mathematik 2 (1960).
 */
export function haltonPoints(
  { dimensions, name, seed, from = 0, count }: HaltonOptions,
): number[][] {
  const random = randomStream({ seed }).split(`search/${name}`);
  const axes = primes(dimensions).map((base) => scrambledAxis(base, random));
  return Array.from({ length: count }, (_, index) => axes.map((axis) => axis(from + index)));
}

/** The van der Corput sequence of a base, each digit's place with a permutation of its own. */
function scrambledAxis(base: number, random: RandomStream): (index: number) => number {
  const places = Math.ceil(Math.log(PRECISION) / Math.log(base));
  const digits = Array.from(
    { length: places },
    (_, place) => random.split(`${base}/${place}`).permutation(base),
  );
  return (index) => {
    let value = 0;
    let weight = 1;
    for (const permuted of digits) {
      weight /= base;
      value += weight * permuted[index % base];
      index = Math.floor(index / base);
    }
    return value;
  };
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}
