/**
 * An example of a plugin, as a third party would write it. Use it by its path: `--plugin optim/examples/lion.ts`.
 *
 * Lion steps by the sign of an average of momentum and gradient: `w ← w − η·sign(β₁·m + (1 − β₁)·g)`, then
 * `m ← β₂·m + (1 − β₂)·g`. Paper: Chen et al., "Symbolic discovery of optimization algorithms", 2023,
 * arXiv:2302.06675.
 *
 * @module
 */
import { type HyperparameterValues, type OptimizerPlugin, ruleOptimizer } from "@descent/optim";

const lion: OptimizerPlugin<HyperparameterValues<"beta1" | "beta2">> = ruleOptimizer({
  name: "lion",
  title: "Lion",
  reference: "Chen et al. 2023, arXiv:2302.06675",
  hyperparameters: {
    learningRate: {
      default: 3e-4,
      range: [0, 1e9],
      scale: "log",
      doc: "Length of each element's step, which the schedule scales.",
    },
    beta1: {
      default: 0.9,
      range: [0, 1],
      scale: "linear",
      doc: "Share of the momentum in the direction of each step.",
    },
    beta2: {
      default: 0.99,
      range: [0, 1],
      scale: "linear",
      doc: "Share of the momentum that is kept at each step.",
    },
  },
  state: ["m"],
  scalars: {
    gradientShare: ({ beta1 }) => 1 - beta1,
    newShare: ({ beta2 }) => 1 - beta2,
  },
  update: ({ w, g, m, learningRate, beta1, beta2, gradientShare, newShare }) => {
    const direction = beta1.mul(m).add(gradientShare.mul(g));
    return {
      w: w.sub(learningRate.mul(direction.sign())),
      m: beta2.mul(m).add(newShare.mul(g)),
    };
  },
});

export default lion;
