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
  /** Validation examples that each of the 40 evaluations on the way looks at; default all. */
  readonly watched?: number;
}

/** Evaluations in the whole training, which times to a target are read from. */
const EVALUATIONS = 40;

/** The budget of a problem of the board: its steps, a warm-up of 5 % and then a linear fall to 0, and its target. */
export function boardBudget(
  { name, steps, batchSize, trainCount = batchSize, watched }: BoardBudgetOptions,
): Budget {
  const stepsPerEpoch = Math.ceil(trainCount / batchSize);
  return {
    batchSize,
    epochs: steps / stepsPerEpoch,
    evaluationsPerEpoch: EVALUATIONS * stepsPerEpoch / steps,
    ...watched !== undefined && { examplesPerEvaluation: watched },
    schedule: "warmup(5%),linear",
    target: BOARD_TARGETS.losses[name] ?? null,
  };
}
