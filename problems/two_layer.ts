import type { DType } from "@descent/core";
import type { Problem, ScheduleChoice } from "./problem.ts";

/** What of the two-layer problem can be chosen. */
export interface TwoLayerOptions {
  /** The dataset's name. */
  readonly dataset: string;
  /** Units of the hidden layer, at least 1; default 100. */
  readonly hidden?: number | undefined;
  /** Images in one step, at least 1; default 128. */
  readonly batchSize?: number | undefined;
  /** Passes over the training set, above 0; default by dataset. */
  readonly epochs?: number | undefined;
  /** How the learning rate goes on from its first value; default `"cosine"`. */
  readonly schedule?: ScheduleChoice | undefined;
  /** Number format of the training; default `"f32"`. */
  readonly dtype?: DType | undefined;
}

interface Budget {
  /** Enough for a tuned optimizer to level off. */
  readonly epochs: number;
  readonly evaluationsPerEpoch: number;
  /** A little below what a tuned optimizer reaches. */
  readonly target: number;
}

const budgets: Readonly<Record<string, Budget>> = {
  "mnist": { epochs: 10, evaluationsPerEpoch: 1, target: 0.97 },
  "fashion-mnist": { epochs: 10, evaluationsPerEpoch: 1, target: 0.87 },
};
/** For other datasets: the drawn digits, whose epochs are short. */
const usualBudget: Budget = { epochs: 5, evaluationsPerEpoch: 2, target: 0.97 };

/**
 * The two-layer problem: images to classes by a net with one hidden layer of relu units, as in the course CS231n.
 *
 * @param options The dataset, and what differs from the usual, see {@linkcode TwoLayerOptions}.
 * @returns The problem.
 *
 * @example
 * ```ts
 * import { twoLayer } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { name, epochs, batchSize } = twoLayer({ dataset: "mnist" });
 * assertEquals([name, epochs, batchSize], ["mnist-two-layer", 10, 128]);
 * ```
 */
export function twoLayer(options: TwoLayerOptions): Problem {
  const { dataset, hidden = 100, batchSize = 128, schedule = "cosine", dtype = "f32" } = options;
  const budget = budgets[dataset] ?? usualBudget;
  const { epochs = budget.epochs } = options;
  return {
    name: `${dataset}-two-layer`,
    dataset,
    preprocessing: { scale: 1 / 255, centred: true },
    network: { kind: "fully-connected", hidden: [hidden] },
    batchSize,
    epochs,
    evaluationsPerEpoch: budget.evaluationsPerEpoch,
    schedule,
    target: budget.target,
    dtype,
  };
}
