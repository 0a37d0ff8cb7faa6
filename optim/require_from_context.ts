import type { ContextNeed, StepContext } from "./optimizer_plugin.ts";

/**
 * A field of a step's context, for a rule that cannot do without it.
 *
 * @category Writing an optimizer
 * @param context The step's context.
 * @param field `"loss"`, `"evaluate"`, `"totalSteps"` or `"random"`.
 * @param optimizer Name of the optimizer, for the message.
 * @returns The field.
 * @throws {TypeError} When the context has none.
 *
 * @example A rule that evaluates again
 * ```ts
 * import { requireFromContext, type StepContext } from "@descent/optim";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const context: StepContext = { step: 1, learningRate: 0.1, loss: 2, evaluate: () => 1 };
 * assertEquals(requireFromContext(context, "evaluate", "line-search")(), 1);
 * assertThrows(
 *   () => requireFromContext({ step: 1, learningRate: 0.1 }, "evaluate", "line-search"),
 *   TypeError,
 *   "Optimizer 'line-search': expected a step's context with evaluate, got one without",
 * );
 * ```
 */
export function requireFromContext<Field extends ContextNeed | "loss" | "evaluate">(
  context: StepContext,
  field: Field,
  optimizer: string,
): NonNullable<StepContext[Field]> {
  const value = context[field];
  if (value !== undefined) return value as NonNullable<StepContext[Field]>;
  const mend = {
    loss: "give step the loss of the minibatch",
    evaluate: "give step a function that runs the minibatch again and returns its loss",
    totalSteps: "give step the number of steps of the whole training",
    random: "give step a randomStream, the same for all steps",
  };
  throw new TypeError(
    `Optimizer '${optimizer}': expected a step's context with ${field}, got one without; ${
      mend[field]
    }`,
  );
}
