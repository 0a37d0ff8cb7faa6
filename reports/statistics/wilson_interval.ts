import { normalQuantile } from "./normal.ts";

/**
 * The confidence interval of a share, such as of seeds that diverged, by Wilson's score. It stays between 0 and 1.
 *
 * `(p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)`
 *
 * @category Statistics
 * @param successes How many had it.
 * @param trials Of how many, at least 1.
 * @param level The interval's level, between 0 and 1; default 0.95.
 * @returns Its ends, from 0 to 1.
 *
 * @example None of five may still be two in five
 * ```ts
 * import { wilsonInterval } from "@descent/reports";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(wilsonInterval(0, 5)[1], 0.434, 1e-3);
 * ```
 *
 * E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
 * Statistical Association 22 (1927).
 */
export function wilsonInterval(
  successes: number,
  trials: number,
  level = 0.95,
): readonly [low: number, high: number] {
  const z = normalQuantile((1 + level) / 2);
  const share = successes / trials;
  const middle = share + z * z / (2 * trials);
  const half = z * Math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials));
  const whole = 1 + z * z / trials;
  return [
    successes === 0 ? 0 : Math.max(0, (middle - half) / whole),
    successes === trials ? 1 : Math.min(1, (middle + half) / whole),
  ];
}
