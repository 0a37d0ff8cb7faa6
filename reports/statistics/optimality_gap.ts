/**
 * The optimality gap: how far runs stay below a target score on average, `mean(max(0, γ − zᵢ))`. What a run has above the
 * target does not make up for what another lacks, and unlike the interquartile mean it counts the worst runs too.
 *
 * @category Statistics
 * @param scores The scores, at least one, the more the better.
 * @param target The score γ from which on nothing lacks; default 1.
 * @returns The gap, at least 0, the less the better.
 *
 * @example
 * ```ts
 * import { optimalityGap } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(optimalityGap([0, 0.5, 1.2, 1]), 0.375);
 * ```
 *
 * R. Agarwal et al., "Deep reinforcement learning at the edge of the statistical precipice", NeurIPS 2021.
 */
export function optimalityGap(scores: readonly number[], target = 1): number {
  return scores.reduce((sum, score) => sum + Math.max(0, target - score), 0) / scores.length;
}
