import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { sam } from "../wrappers/sam.ts";
import { momentum } from "./momentum.ts";

/**
 * SAM, sharpness-aware minimization of SGD with momentum: {@linkcode sam} of {@linkcode momentum}.
 *
 * Each step evaluates the minibatch once more.
 *
 * Paper: Foret et al., "Sharpness-aware minimization for efficiently improving generalization", 2021, arXiv:2010.01412.
 *
 * @category Optimizers
 *
 * @example Its step is that of the gradient uphill
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, samMomentum } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1], [1], "f64"), gradient = arena.from([1], [1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: samMomentum, parameters, hyperparameters: { rho: 0.5 } });
 * const evaluate = () => value.data[0] ** 2 / 2 + 0 * (gradient.data[0] = value.data[0]);
 * optimizer.step({ step: 1, learningRate: 0.1, loss: evaluate(), evaluate });
 * assertAlmostEquals(value.data[0], 1 - 0.1 * 1.5, 1e-12);
 * ```
 */
export const samMomentum: OptimizerPlugin<HyperparameterValues<"momentum" | "dampening" | "rho">> =
  sam(
    momentum,
    { name: "sam", title: "SAM" },
  );
