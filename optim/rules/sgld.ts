import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { learningRate } from "./_rows.ts";

/**
 * Stochastic gradient Langevin dynamics, gradient descent with noise: `w ← w − η·g + √(2·η·T)·ξ`, ξ standard normal, drawn for each
 * element in each step.
 *
 * With rates that fall slowly to 0 the weights are samples of the density `exp(−L / T)`. The paper has `η/2` for η here, and as L
 * the negative log of the posterior of all N examples; for a mean loss the temperature T that samples it is 1/N.
 *
 * Paper: Welling and Teh, "Bayesian learning via stochastic gradient Langevin dynamics", 2011.
 *
 * @category Optimizers
 *
 * @example A step along a gradient of 0 is noise alone
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { createOptimizer, sgld } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.tensor([2], "f64"), gradient = arena.tensor([2], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: sgld, parameters, hyperparameters: { temperature: 2 } });
 * optimizer.step({ step: 1, learningRate: 0.25, random: randomStream({ seed: 1 }) });
 *
 * const noise = new Float64Array(2);
 * randomStream({ seed: 1 }).fillNormal(noise);
 * assertEquals(value.data, noise);
 * ```
 */
export const sgld: OptimizerPlugin<HyperparameterValues<"temperature">> = ruleOptimizer({
  name: "sgld",
  title: "SGLD",
  reference: "Welling and Teh 2011",
  bibtex: `@inproceedings{welling2011bayesian,
  author = {Welling, Max and Teh, Yee Whye},
  title = {Bayesian learning via stochastic gradient {Langevin} dynamics},
  booktitle = {ICML}, year = {2011},
}`,
  hyperparameters: {
    learningRate: learningRate(0.3),
    temperature: {
      default: 1e-6,
      range: [0, 1e9],
      scale: "log",
      doc: "Temperature T of the noise.",
    },
  },
  noise: ["noise"],
  scalars: { size: ({ learningRate, temperature }) => Math.sqrt(2 * learningRate * temperature) },
  update: ({ w, g, noise, learningRate, size }) => ({
    w: w.sub(learningRate.mul(g)).add(size.mul(noise)),
  }),
});
