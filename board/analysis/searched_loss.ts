import type { BoardTrial } from "../trials/board_trial.ts";

/** A loss this small beside the untrained one is a rounded 0. */
const FLOOR = 1e-10;

/**
 * The logarithm of a search trial's validation loss; a trial that did not complete counts as its untrained model.
 *
 * @category Analysis
 * @param trial The trial.
 * @returns The logarithm.
 *
 * @example
 * ```ts
 * import { searchedLoss } from "@descent/board";
 * import { assertEquals } from "@std/assert";
 *
 * const trial = { status: "diverged", validation: null, untrainedValidation: 1 } as const;
 * assertEquals(searchedLoss(trial), 0);
 * ```
 */
export function searchedLoss(
  { status, validation, untrainedValidation }: Pick<
    BoardTrial,
    "status" | "validation" | "untrainedValidation"
  >,
): number {
  const untrained = untrainedValidation ?? 1;
  const loss = status === "completed" && validation !== null ? validation : untrained;
  return Math.log(Math.max(loss, FLOOR * Math.abs(untrained), Number.MIN_VALUE));
}
