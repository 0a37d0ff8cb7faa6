import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { cautious } from "../wrappers/cautious.ts";
import { withDecoupledWeightDecay } from "../wrappers/with_decoupled_weight_decay.ts";
import { adamKeras } from "./adam_keras.ts";

/**
 * Cautious AdamW: weights decay, then {@linkcode cautious} takes of Adam's step the elements that go against the gradient. As in the
 * authors' code ε is added before the bias correction, as in {@linkcode adamKeras}.
 *
 * Paper: Liang et al., "Cautious optimizers: improving training with one line of code", 2024, arXiv:2411.16085.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, cautiousAdamw } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: cautiousAdamw, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const cautiousAdamw: OptimizerPlugin<
  HyperparameterValues<"beta1" | "beta2" | "epsilon" | "weightDecay">
> = withDecoupledWeightDecay(cautious(adamKeras), {
  name: "cautious-adamw",
  title: "Cautious AdamW",
});
