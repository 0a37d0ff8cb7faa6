import { choiceFlag, type FlagTable, integerFlag, numberFlag } from "@descent/cli";
import type { DType } from "@descent/core";

/**
 * Values of the flags that change a problem's budget and floating-point type.
 *
 * @category Flags
 */
export interface BudgetValues {
  /** Passes over the training part. */
  readonly epochs: number | undefined;
  /** Examples in a minibatch. */
  readonly batchSize: number | undefined;
  /** Floating-point type. */
  readonly dtype: DType;
}

/**
 * The flags that change a problem's budget and floating-point type, of experiments that take any problem.
 *
 * @category Flags
 * @returns The flags; what is not given is what suits the problem.
 *
 * @example
 * ```ts
 * import { budgetFlags } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(Object.keys(budgetFlags()), ["epochs", "batchSize", "dtype"]);
 * ```
 */
export function budgetFlags(): FlagTable<BudgetValues> {
  const problems = { default: undefined, shownDefault: "what suits the problem" };
  return {
    epochs: numberFlag({
      ...problems,
      doc: "Passes over the training part.",
      quick: 2,
      minimum: 0.01,
      maximum: 1e7,
    }),
    batchSize: integerFlag({
      ...problems,
      doc: "Examples in a minibatch.",
      minimum: 1,
      maximum: 10_000,
    }),
    dtype: choiceFlag({
      doc: "Floating-point type of the training.",
      default: "f32",
      words: ["f32", "f64"],
    }),
  };
}
