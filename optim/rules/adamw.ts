import type {
  HyperparameterValues,
  OptimizerPlugin,
  WithHyperparameter,
} from "../optimizer_plugin.ts";
import { withDecoupledWeightDecay } from "../wrappers/with_decoupled_weight_decay.ts";
import { adam } from "./adam.ts";

/**
 * AdamW: `w ← w − η·λ·w` for the parameters that decay, then a step of {@linkcode adam}.
 *
 * The same as PyTorch's `AdamW`, where every parameter decays; here biases do not. The paper's λ is not
 * multiplied by the base learning rate, only by the schedule.
 *
 * Paper: Loshchilov and Hutter, "Decoupled weight decay regularization", 2019, arXiv:1711.05101.
 *
 * @category Optimizers
 *
 * @example A weight whose gradient is zero shrinks
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adamw, createOptimizer } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([4, -8]), gradient = arena.from([0, 0]);
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const hyperparameters = { weightDecay: 0.5 };
 * const optimizer = createOptimizer({ plugin: adamw, parameters, hyperparameters });
 * optimizer.step({ step: 1, learningRate: 0.5 });
 * assertEquals([...value.data], [3, -6]);
 * ```
 */
export const adamw: OptimizerPlugin<
  WithHyperparameter<HyperparameterValues<"beta1" | "beta2" | "epsilon">, "weightDecay">
> = withDecoupledWeightDecay(adam);
