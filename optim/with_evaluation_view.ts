import type { Optimizer } from "./optimizer_plugin.ts";

/**
 * Runs a function while the parameters hold the values that are to be evaluated, saved and exported; afterwards, also
 * when it throws, they hold the trained ones again.
 *
 * For optimizers that train what they evaluate it only calls the function.
 *
 * @category Writing an optimizer
 * @param optimizer The optimizer of the parameters.
 * @param body The function. It must be done when it returns: the view does not last for a promise.
 * @returns The function's result.
 *
 * @example Evaluate the average of the weights
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, sgd, withEvaluationView, withWeightAverage } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([0]), gradient = arena.from([-1]);
 * const optimizer = createOptimizer({
 *   plugin: withWeightAverage(sgd),
 *   parameters: [{ name: "w", value, gradient, role: "weight", decays: true }],
 *   hyperparameters: { averageDecay: 0.5 },
 * });
 * for (let step = 1; step <= 2; step++) optimizer.step({ step, learningRate: 1 });
 * assertEquals(withEvaluationView(optimizer, () => value.data[0]), (1 + 2) / 2);
 * assertEquals(value.data[0], 2);
 * ```
 */
export function withEvaluationView<Result>(optimizer: Optimizer, body: () => Result): Result {
  optimizer.beginEvaluation?.();
  try {
    return body();
  } finally {
    optimizer.endEvaluation?.();
  }
}
