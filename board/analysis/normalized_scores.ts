import type { JudgedLosses } from "./judged_losses.ts";

/** Highest score, of a loss lower than the best one that the scale knows. */
const HIGHEST = 1.2;
/** Two ends of a scale closer than this, 1 % of the loss, give a scale of noise. */
const LEAST_SPAN = Math.log(1.01);

/**
 * The scale of a problem's scores: the log losses that count 0 and 1.
 *
 * @category Analysis
 */
export interface ScoreScale {
  /** Log loss of score 0. */
  readonly zero: number;
  /** Log loss of score 1: the lowest mean of any rule. */
  readonly one: number;
  /** Whose loss has score 0: a rule's name, or `null` for the untrained model. */
  readonly from: string | null;
}

/**
 * The scale of each problem: 0 is the mean log loss of tuned momentum, 1 the lowest of any rule. Where momentum is not
 * among the rules, or within 1 % of the best, the untrained model is 0.
 *
 * @category Analysis
 * @param losses The judges' losses.
 * @returns A scale for each problem.
 *
 * @example
 * ```ts
 * import { scoreScales } from "@descent/board";
 * import { assertEquals } from "@std/assert";
 *
 * const losses = { rules: ["momentum", "x"], problems: ["p"], seeds: [1], logs: [[[2]], [[1]]], untrained: [[5]], diverged: [] };
 * assertEquals(scoreScales(losses), [{ zero: 2, one: 1, from: "momentum" }]);
 * ```
 */
export function scoreScales({ rules, problems, logs, untrained }: JudgedLosses): ScoreScale[] {
  return problems.map((_, problem) => {
    const means = logs.map((own) => mean(own[problem]));
    const one = Math.min(...means);
    const momentum = means[rules.indexOf("momentum")];
    return momentum !== undefined && momentum - one > LEAST_SPAN
      ? { zero: momentum, one, from: "momentum" }
      : { zero: mean(untrained[problem]), one, from: null };
  });
}

/**
 * Normalized scores: `z = clamp((zero − log L) / (zero − one), 0, 1.2)`.
 *
 * @category Analysis
 * @param losses The judges' losses.
 * @param scales The scale of each problem.
 * @returns `[rule][problem][seed]`, from 0 to 1.2, the more the better.
 *
 * @example
 * ```ts
 * import { normalizedScores } from "@descent/board";
 * import { assertEquals } from "@std/assert";
 *
 * const losses = { rules: ["x"], problems: ["p"], seeds: [1, 2], logs: [[[1.5, 9]]], untrained: [[5, 5]], diverged: [] };
 * assertEquals(normalizedScores(losses, [{ zero: 2, one: 1, from: null }]), [[[0.5, 0]]]);
 * ```
 */
export function normalizedScores(
  { logs }: JudgedLosses,
  scales: readonly ScoreScale[],
): number[][][] {
  return logs.map((own) =>
    own.map((seeds, problem) => {
      const { zero, one } = scales[problem];
      return seeds.map((log) =>
        zero > one
          ? Math.min(HIGHEST, Math.max(0, (zero - log) / (zero - one)))
          : Number(log <= one)
      );
    })
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
