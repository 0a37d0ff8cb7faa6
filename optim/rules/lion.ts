import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { momentWeights } from "./_adam_parts.ts";
import { decayRate, learningRate } from "./_rows.ts";

/**
 * Lion, evolved sign momentum: `w ← w − η·sign(β₁·m + (1 − β₁)·g)`, then `m ← β₂·m + (1 − β₂)·g`; sign(0) is 0.
 *
 * Each element moves by the rate, so that the best rate is 3 to 10 times below Adam's, and the best weight decay as much
 * above; {@linkcode withDecoupledWeightDecay} gives it one. The rule of Cautious Lion uses 0.95 and 0.98.
 *
 * Paper: Chen et al., "Symbolic discovery of optimization algorithms", 2023, arXiv:2302.06675.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, lion } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: lion, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const lion: OptimizerPlugin<HyperparameterValues<"beta1" | "beta2">> = ruleOptimizer({
  name: "lion",
  title: "Lion",
  reference: "Chen et al. 2023, arXiv:2302.06675",
  bibtex: `@article{chen2023symbolic,
  author = {Chen, Xiangning and others},
  title = {Symbolic discovery of optimization algorithms},
  year = {2023}, eprint = {2302.06675}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(3e-4),
    beta1: decayRate(0.9, "the average whose sign is the step, of momentum and gradient"),
    beta2: decayRate(0.99, "the momentum"),
  },
  state: ["momentum"],
  scalars: momentWeights,
  update: ({ w, g, momentum, learningRate, beta1, beta2, oneMinusBeta1, oneMinusBeta2 }) => {
    const direction = beta1.mul(momentum).add(oneMinusBeta1.mul(g));
    return {
      w: w.sub(learningRate.mul(direction.sign())),
      momentum: beta2.mul(momentum).add(oneMinusBeta2.mul(g)),
    };
  },
});
