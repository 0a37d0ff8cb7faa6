import type { Run, RunRecord } from "@descent/reports";
import { timeToLoss } from "./time_to_loss.ts";

/**
 * Gradient evaluations until a trial has the loss of its problem's target, see {@linkcode timeToLoss}.
 *
 * @category Protocol
 * @param run Its evaluations on the way, and the target in its record.
 * @returns Their number; Infinity where it does not get there or there is no target.
 *
 * @example
 * ```ts
 * import { timeToTarget } from "@descent/board";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const row = (gradientEvaluations: number, loss: number) => ({
 *   ...{ step: 1, epoch: 1, seconds: 1, learningRate: 1, gradientEvaluations },
 *   scores: { "validation/loss": loss },
 * });
 * const target = { metric: "validation/loss", value: 0.1 } as const;
 * const run = { record: { results: { target } }, metrics: [row(10, 1), row(20, 0.01)] };
 * assertAlmostEquals(timeToTarget(run), 15);
 * ```
 */
export function timeToTarget({ record: { results: { target } }, metrics }: {
  readonly record: { readonly results: Pick<RunRecord["results"], "target"> };
  readonly metrics: Run["metrics"];
}): number {
  if (target === null || target.metric !== "validation/loss") return Infinity;
  const curve = metrics.flatMap(({ gradientEvaluations, scores }): [number, number][] => {
    const loss = scores["validation/loss"];
    return loss == null || !Number.isFinite(loss) ? [] : [[gradientEvaluations, loss]];
  });
  return timeToLoss(curve, target.value);
}
