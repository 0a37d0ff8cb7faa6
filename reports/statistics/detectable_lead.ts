import { logGamma } from "./_log_gamma.ts";
import { WINNER_SIGNIFICANCE } from "./judge_contestants.ts";
import { normalTail } from "./normal.ts";
import { studentQuantile } from "./student_t.ts";

/**
 * The numbers that the power of a judgement follows from.
 *
 * @category Statistics
 */
export interface LeadOptions {
  /** Standard deviation of one score. */
  readonly deviation: number;
  /** Number of contestants, at least 2. */
  readonly contestants: number;
  /** Significance, two-sided; default {@linkcode WINNER_SIGNIFICANCE}. */
  readonly significance?: number;
  /** Probability that the leader is named the winner; default 0.8. */
  readonly power?: number;
}

/** Steps of the trapezoid rule, which is exact to many digits for such bells. */
const STEPS = 32;

/**
 * The smallest lead over all rivals with which {@linkcode judgeContestants} names the leader the winner with the given
 * probability, when the rivals are equally good and all scores have one variance.
 *
 * `P = E_s ∫ φ(z) Φ(z + δ √n / σ - √2 t(1-α/2) s)^(k-1) dz`, s² being χ²/ν with ν = k (n - 1)
 *
 * @category Statistics
 * @param count Scores of each contestant, at least 2.
 * @param options Deviation, contestants, significance and power, see {@linkcode LeadOptions}.
 * @returns The lead, in the unit of the deviation.
 *
 * @example Two contestants with ten seeds each
 * ```ts
 * import { detectableLead } from "@descent/reports";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(detectableLead(10, { deviation: 1, contestants: 2 }), 1.408, 1e-3);
 * ```
 */
export function detectableLead(
  count: number,
  { deviation, contestants, significance = WINNER_SIGNIFICANCE, power = 0.8 }: LeadOptions,
): number {
  const freedom = contestants * (count - 1);
  const needed = Math.SQRT2 * studentQuantile(1 - significance / 2, freedom);
  const spreads = spreadDensity(freedom);
  const chance = (lead: number): number =>
    spreads.reduce((sum, { spread, weight }) => {
      return sum + weight * winsBy(lead - needed * spread, contestants - 1);
    }, 0);
  let [low, high] = [0, 1];
  while (chance(high) < power) high *= 2;
  while (high - low > 1e-4 * high) {
    const middle = (low + high) / 2;
    if (chance(middle) < power) low = middle;
    else high = middle;
  }
  return high * deviation / Math.sqrt(count);
}

/** The probability that a standard normal number with this head start is ahead of so many others. */
function winsBy(headStart: number, others: number): number {
  const step = 12 / STEPS;
  let sum = 0;
  for (let i = 0; i <= STEPS; i++) {
    const z = i * step - 6;
    sum += Math.exp(-z * z / 2) * normalTail(-(z + headStart)) ** others;
  }
  return sum * step / Math.sqrt(2 * Math.PI);
}

/** Estimates of a standard deviation of 1, and how probable each is. */
function spreadDensity(freedom: number): { readonly spread: number; readonly weight: number }[] {
  const highest = 1 + 8 / Math.sqrt(2 * freedom);
  const lowest = Math.max(0, 2 - highest);
  const step = (highest - lowest) / STEPS;
  const scale = Math.log(2) + freedom / 2 * Math.log(freedom / 2) - logGamma(freedom / 2);
  return Array.from({ length: STEPS }, (_, index) => {
    const spread = lowest + (index + 1) * step;
    const density = scale + (freedom - 1) * Math.log(spread) - freedom * spread * spread / 2;
    return { spread, weight: Math.exp(density) * step };
  });
}
