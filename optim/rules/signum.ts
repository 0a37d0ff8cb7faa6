import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { decayRate, learningRate } from "./_rows.ts";

/**
 * Signum, descent by the sign of the momentum: `m ← μ·m + (1 − μ)·g`, `w ← w − η·sign(m)`; sign(0) is 0.
 *
 * Without momentum (μ = 0) it is signSGD. A momentum that sums instead of averaging has the same signs.
 *
 * Paper: Bernstein et al., "signSGD: compressed optimisation for non-convex problems", 2018, arXiv:1802.04434.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, signum } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: signum, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const signum: OptimizerPlugin<HyperparameterValues<"momentum">> = ruleOptimizer({
  name: "signum",
  title: "Signum",
  reference: "Bernstein et al. 2018, arXiv:1802.04434",
  bibtex: `@inproceedings{bernstein2018signsgd,
  author = {Bernstein, Jeremy and Wang, Yu-Xiang and Azizzadenesheli, Kamyar and Anandkumar, Animashree},
  title = {{signSGD}: compressed optimisation for non-convex problems},
  booktitle = {ICML}, year = {2018}, eprint = {1802.04434}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(3e-4),
    momentum: decayRate(0.9, "the momentum, the moving average of the gradient"),
  },
  state: ["average"],
  scalars: { gradientWeight: ({ momentum }) => 1 - momentum },
  update: ({ w, g, average, learningRate, momentum, gradientWeight }) => {
    const next = momentum.mul(average).add(gradientWeight.mul(g));
    return { average: next, w: w.sub(learningRate.mul(next.sign())) };
  },
});
