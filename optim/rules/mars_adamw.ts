import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { mars } from "../wrappers/mars.ts";
import { adamw } from "./adamw.ts";

/**
 * MARS-AdamW: AdamW on the gradients of {@linkcode mars}, for matrices and vectors alike.
 *
 * Paper: Yuan et al., "MARS: unleashing the power of variance reduction for training large models", 2024, arXiv:2411.10438.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, marsAdamw } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: marsAdamw, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const marsAdamw: OptimizerPlugin<
  HyperparameterValues<"beta1" | "beta2" | "epsilon" | "weightDecay" | "gamma">
> = mars(adamw);
