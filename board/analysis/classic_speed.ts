import { profileScore, ratiosToBest } from "@descent/reports";

/**
 * AlgoPerf's score of a rule: the mean height of its classic profile.
 *
 * @category Analysis
 */
export interface ClassicSpeed {
  /** `1/(r − 1) ∫₁ʳ ρ(τ) dτ`, ρ the share of problems with a time within τ times that of the fastest rule. */
  readonly score: number;
  /** The highest that it would be had one other rule not been there; it is never lower without one. */
  readonly without: number;
}

/**
 * AlgoPerf's score of each rule, over ratios to the fastest rule of each problem. As that one is another where a rule is
 * added or left out, so are the ratios of all, and even the order of two rules may turn; hence the second number.
 *
 * @category Analysis
 * @param times The times of each rule, one for each problem; Infinity where it did not get there.
 * @param limit The end r of the axis, above 1.
 * @returns One for each rule.
 *
 * @example Were it not for the first rule, the second would be the fastest
 * ```ts
 * import { classicSpeed } from "@descent/board";
 * import { assertEquals } from "@std/assert";
 *
 * const [, { score, without }] = classicSpeed([[10], [25]], 4);
 * assertEquals([score, without], [0.5, 1]);
 * ```
 *
 * E. D. Dolan, J. J. Moré, "Benchmarking optimization software with performance profiles", Mathematical Programming 91
 * (2002); G. E. Dahl et al., "Benchmarking neural network training algorithms", 2023, arXiv:2306.07179; N. Gould, J. Scott,
 * "A note on performance profiles for benchmarking software", ACM Transactions on Mathematical Software 43 (2016).
 */
export function classicSpeed(
  times: readonly (readonly number[])[],
  limit: number,
): ClassicSpeed[] {
  const scoresOf = (rules: readonly number[]) =>
    new Map(
      ratiosToBest(rules.map((rule) => times[rule]))
        .map((ratios, place) => [rules[place], profileScore(ratios, limit)]),
    );
  const all = times.map((_, rule) => rule);
  const whole = scoresOf(all);
  const parts = all.map((left) => scoresOf(all.filter((rule) => rule !== left)));
  return all.map((rule) => {
    const score = whole.get(rule)!;
    return { score, without: Math.max(score, ...parts.flatMap((part) => part.get(rule) ?? [])) };
  });
}
