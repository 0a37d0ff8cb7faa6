import { analyzeBoard } from "../analysis/analyze_board.ts";
import { type BoardPlan, planDigest } from "../protocol/board_plan.ts";
import type { BoardData } from "../report/board_data.ts";
import type { BoardTrial } from "../trials/board_trial.ts";
import { samplePlan, sampleTrials } from "./_sample_board.ts";

/**
 * A run to make reports of.
 *
 * @category Testing
 * @param plan The plan; default {@linkcode samplePlan}.
 * @param trials Its trials; default {@linkcode sampleTrials}.
 * @returns The run, with few bootstrap replicates.
 *
 * @example
 * ```ts
 * import { sampleBoardData } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals((await sampleBoardData()).analysis.letters.length, 2);
 * ```
 */
export async function sampleBoardData(
  plan: BoardPlan = samplePlan(),
  trials: readonly BoardTrial[] = sampleTrials(plan),
): Promise<BoardData> {
  return {
    plan,
    hash: await planDigest(plan),
    tables: "3".repeat(64),
    trials,
    analysis: analyzeBoard(plan, trials, { replicates: 100 }),
    stepCosts: { momentum: 0.9, adamw: 1 },
  };
}
