import { randomStream } from "@descent/core";
import type { JudgedLosses } from "./judged_losses.ts";

/**
 * How often a run of a rule has the lower loss than a run of the reference.
 *
 * @category Analysis
 */
export interface Improvement {
  /** Mean over problems of the share of pairs of runs in which it has, ties counted half. */
  readonly probability: number;
  /** Its 95 % bootstrap interval: seeds drawn anew inside each problem, the same for both. */
  readonly interval: readonly [low: number, high: number];
}

/**
 * Options of {@linkcode improvements}.
 *
 * @category Analysis
 */
export interface ImprovementsOptions {
  /** Bootstrap replicates; default 10,000. */
  readonly replicates?: number;
}

/**
 * The probability of improvement of each rule over the reference: `P(A > B) = (1/P) Σ_p U_p / S²`.
 *
 * @category Analysis
 * @param losses The judges' losses.
 * @param reference Name of the reference.
 * @param options Replicates, see {@linkcode ImprovementsOptions}.
 * @returns One for each rule, in their order; a half for the reference itself.
 *
 * @example
 * ```ts
 * import { improvements } from "@descent/board";
 * import { assertEquals } from "@std/assert";
 *
 * const losses = { rules: ["x", "y"], problems: ["p"], seeds: [1, 2], logs: [[[1, 4]], [[2, 3]]], untrained: [], diverged: [] };
 * assertEquals(improvements(losses, "y").map(({ probability }) => probability), [0.5, 0.5]);
 * ```
 *
 * R. Agarwal et al., "Deep reinforcement learning at the edge of the statistical precipice", NeurIPS 2021.
 */
export function improvements(
  { rules, logs }: JudgedLosses,
  reference: string,
  { replicates = 10_000 }: ImprovementsOptions = {},
): Improvement[] {
  const base = logs[rules.indexOf(reference)];
  // wins[rule][problem][i][j]: 1 where run i has the lower loss than the reference's run j.
  const wins = logs.map((own) =>
    own.map((runs, problem) =>
      runs.map((run) => base[problem].map((other) => run < other ? 1 : run === other ? 0.5 : 0))
    )
  );
  const all = base.map((runs) => runs.map((_, seed) => seed));
  const over = (own: readonly (readonly (readonly number[])[])[], drawn: readonly number[][]) => {
    let total = 0;
    for (const [problem, seeds] of drawn.entries()) {
      let sum = 0;
      for (const i of seeds) {
        const row = own[problem][i];
        for (const j of seeds) sum += row[j];
      }
      total += sum / seeds.length ** 2;
    }
    return total / drawn.length;
  };
  const random = randomStream({ seed: 0 }).split("bootstrap");
  const replicated = wins.map(() => new Float64Array(replicates));
  for (let replicate = 0; replicate < replicates; replicate++) {
    const drawn = all.map((seeds) => seeds.map(() => random.integer(seeds.length)));
    wins.forEach((own, rule) => replicated[rule][replicate] = over(own, drawn));
  }
  return wins.map((own, rule) => {
    const rising = replicated[rule].sort();
    const at = (share: number) => rising[Math.round(share * (replicates - 1))];
    return { probability: over(own, all), interval: [at(0.025), at(0.975)] };
  });
}
