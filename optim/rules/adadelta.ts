import { longAverages } from "../_search_distributions.ts";
import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { rootOf } from "./_root_of.ts";
import { decayRate, epsilon, learningRate } from "./_rows.ts";

/**
 * Adadelta: `s ← ρ·s + (1 − ρ)·g²`, `δ = √(u + ε) / √(s + ε) · g`, `u ← ρ·u + (1 − ρ)·δ²`, `w ← w − η·δ`.
 *
 * The same as PyTorch's `Adadelta`. The paper has no learning rate, that is 1. ε also sets the length of the first
 * steps.
 *
 * In f32 gradients may be up to 1.8e19 in size, in f64 up to 1.3e154: the squares of larger ones overflow, and their
 * weights become NaN. Those below 1e-19 (f64: 1e-154) add nothing to s, which shows only where ε is as small.
 *
 * Paper: Zeiler, "Adadelta: an adaptive learning rate method", 2012, arXiv:1212.5701.
 *
 * @category Optimizers
 *
 * @example The first step has the length √ε / √(1 − ρ)
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adadelta, createOptimizer } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1], [1], "f64"), gradient = arena.from([500], [1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: adadelta, parameters });
 * optimizer.step({ step: 1, learningRate: 1 });
 * assertAlmostEquals(value.data[0], 1 - 1e-3 / Math.sqrt(0.1), 1e-10);
 * ```
 */
export const adadelta: OptimizerPlugin<HyperparameterValues<"rho" | "epsilon">> = ruleOptimizer({
  name: "adadelta",
  title: "Adadelta",
  reference: "Zeiler 2012, arXiv:1212.5701",
  bibtex: `@article{zeiler2012adadelta,
  author = {Zeiler, Matthew D.},
  title = {{ADADELTA}: an adaptive learning rate method},
  year = {2012}, eprint = {1212.5701}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(1),
    rho: {
      ...decayRate(0.9, "the moving averages of squared gradients and updates"),
      search: longAverages,
    },
    epsilon: epsilon(1e-6, "the moving averages under both roots"),
  },
  state: ["gradientAccumulator", "updateAccumulator"],
  scalars: { oneMinusRho: ({ rho }) => 1 - rho },
  update: ({ w, g, gradientAccumulator, updateAccumulator, learningRate, rho, ...others }) => {
    const { epsilon, oneMinusRho } = others;
    const nextGradients = rho.mul(gradientAccumulator).add(oneMinusRho.mul(g.square()));
    const ratio = updateAccumulator.add(epsilon).sqrt().div(rootOf(nextGradients.add(epsilon)));
    const delta = ratio.mul(g);
    return {
      gradientAccumulator: nextGradients,
      updateAccumulator: rho.mul(updateAccumulator).add(oneMinusRho.mul(delta.square())),
      w: w.sub(learningRate.mul(delta)),
    };
  },
});
