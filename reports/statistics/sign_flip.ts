import { seededDraws } from "./_philox.ts";

/** Up to so many differences all arrangements are counted, 65,536 of them. */
const MOST_EXACT = 16;
const DRAWS = 20_000;

/**
 * Whether paired differences have a mean of 0.
 *
 * @category Statistics
 */
export interface SignFlipTest {
  /** Mean difference. */
  readonly mean: number;
  /** Share of arrangements whose sum is at least as far from 0. */
  readonly probability: number;
  /** Share of arrangements whose sum is at least as large. */
  readonly greater: number;
  /** Share of arrangements whose sum is at most as large. */
  readonly less: number;
}

/**
 * The sign-flip test of paired differences: if neither of a pair is the better one, each difference could as well have
 * had the other sign. All arrangements of signs are counted for up to 16 differences, 20,000 random ones above.
 *
 * @category Statistics
 * @param differences First value less second, of each pair.
 * @param seed Seed of the random arrangements; default 0. The same seed gives the same bits.
 * @returns The result, in which the observed arrangement counts.
 *
 * @example Six of one sign
 * ```ts
 * import { signFlipTest } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(signFlipTest([1, 2, 1, 3, 2, 1]).probability, 2 / 64);
 * ```
 *
 * R. A. Fisher, "The design of experiments" (1935), section 21.
 */
export function signFlipTest(differences: readonly number[], seed = 0): SignFlipTest {
  const observed = differences.reduce((sum, each) => sum + each, 0);
  // Sums of the same numbers in another order may differ in their last bits.
  const tolerance = 1e-12 * differences.reduce((sum, each) => sum + Math.abs(each), 0);
  const counts = { all: 0, far: 0, greater: 0, less: 0 };
  const count = (sum: number): void => {
    counts.all++;
    if (Math.abs(sum) >= Math.abs(observed) - tolerance) counts.far++;
    if (sum >= observed - tolerance) counts.greater++;
    if (sum <= observed + tolerance) counts.less++;
  };
  if (differences.length <= MOST_EXACT) {
    const flip = (index: number, sum: number): void => {
      if (index === differences.length) return count(sum);
      flip(index + 1, sum + differences[index]);
      flip(index + 1, sum - differences[index]);
    };
    flip(0, 0);
  } else {
    const draw = seededDraws(seed);
    count(observed);
    for (let i = 0; i < DRAWS; i++) {
      count(differences.reduce((sum, each) => sum + (draw(2) === 0 ? each : -each), 0));
    }
  }
  return {
    mean: observed / differences.length,
    probability: counts.far / counts.all,
    greater: counts.greater / counts.all,
    less: counts.less / counts.all,
  };
}
