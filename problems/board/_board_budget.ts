import type { Budget } from "../contract/budget.ts";
import { BOARD_TARGETS } from "./board_targets.ts";

/** How long a problem of the board trains. */
interface BoardBudgetOptions {
  /** The problem's name. */
  readonly name: string;
  /** Gradient evaluations. */
  readonly steps: number;
  /** Examples in a minibatch. */
  readonly batchSize: number;
  /** Training examples; default those of one minibatch, where each step draws its own. */
  readonly trainCount?: number;
  /** Evaluations in the whole training; default 40. */
  readonly evaluations?: number;
}

/** The budget of a problem of the board: its steps, a warm-up of 5 % and then a linear fall to 0, and its target. */
export function boardBudget(
  { name, steps, batchSize, trainCount = batchSize, evaluations = 40 }: BoardBudgetOptions,
): Budget {
  const stepsPerEpoch = Math.ceil(trainCount / batchSize);
  return {
    batchSize,
    epochs: steps / stepsPerEpoch,
    evaluationsPerEpoch: evaluations * stepsPerEpoch / steps,
    schedule: "warmup(5%),linear",
    target: BOARD_TARGETS.losses[name] ?? null,
  };
}
