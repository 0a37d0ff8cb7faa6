/**
 * An example of a plugin, as a third party would write it. Use it by its path: `--plugin examples/lion.ts`.
 *
 * Lion (evolved sign momentum) steps by the sign of a weighted average of momentum and gradient:
 * `w ← w − η·sign(β₁·m + (1 − β₁)·g)`, then `m ← β₂·m + (1 − β₂)·g`.
 *
 * Paper: Chen et al., "Symbolic discovery of optimization algorithms", 2023, arXiv:2302.06675.
 *
 * @module
 */
import {
  type HyperparameterValues,
  type OptimizerPlugin,
  ruleOptimizer,
  signum,
} from "@descent/optim";

const rule: OptimizerPlugin<HyperparameterValues<"beta1" | "beta2">> = ruleOptimizer({
  name: "my-lion",
  title: "My Lion",
  reference: "Chen et al. 2023, arXiv:2302.06675",
  hyperparameters: {
    learningRate: {
      default: 3e-4,
      range: [0, 1e9],
      scale: "log",
      doc: "Learning rate, the length of each element's step, which the schedule scales.",
    },
    beta1: {
      default: 0.9,
      range: [0, 1],
      scale: "linear",
      doc: "Decay rate that combines the momentum with the gradient for the sign of each step.",
    },
    beta2: {
      default: 0.99,
      range: [0, 1],
      scale: "linear",
      doc: "Exponential decay rate of the momentum, the moving average of the gradient.",
    },
  },
  state: ["momentum"],
  scalars: {
    oneMinusBeta1: ({ beta1 }) => 1 - beta1,
    oneMinusBeta2: ({ beta2 }) => 1 - beta2,
  },
  update: ({ w, g, momentum, learningRate, beta1, beta2, oneMinusBeta1, oneMinusBeta2 }) => {
    const direction = beta1.mul(momentum).add(oneMinusBeta1.mul(g));
    return {
      w: w.sub(learningRate.mul(direction.sign())),
      momentum: beta2.mul(momentum).add(oneMinusBeta2.mul(g)),
    };
  },
});

/** With one decay rate for both it is Signum, by which its first use is checked. */
const lion: typeof rule = {
  ...rule,
  identities: [{ at: { beta1: 0.9, beta2: 0.9 }, rule: signum, ruleAt: { momentum: 0.9 } }],
};

export default lion;
