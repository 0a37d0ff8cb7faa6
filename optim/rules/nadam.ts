import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { adamRows, adamShares, filled } from "./_adam_parts.ts";
import { learningRate } from "./_rows.ts";

/**
 * NAdam, Adam with Nesterov's momentum: `m ← β₁·m + (1 − β₁)·g`, `v ← β₂·v + (1 − β₂)·g²`,
 * `w ← w − η·((1 − μₜ)/(1 − Πₜ)·g + μₜ₊₁/(1 − Πₜ₊₁)·m) / (√v̂ + ε)` with `v̂ = v / (1 − β₂ᵗ)`,
 * `μₜ = β₁·(1 − ½·0.96^(t·ψ))` and `Πₜ = μ₁·μ₂·…·μₜ` at step t, counted from 1.
 *
 * The formula of PyTorch's documentation and of the paper. The released PyTorch 1.13 has `μₜ` twice in `Πₜ₊₁`,
 * which moves weights by up to 3e-4 in 20 steps; `repeatedFactor` 1 does as it does.
 *
 * Paper: Dozat, "Incorporating Nesterov momentum into Adam", 2016.
 *
 * @example The first step goes further than Adam's
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, nadam } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1], [1], "f64"), gradient = arena.from([5], [1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: nadam, parameters });
 * optimizer.step({ step: 1, learningRate: 0.01 });
 * assertLess(value.data[0], 0.99);
 * ```
 */
export const nadam: OptimizerPlugin<
  HyperparameterValues<"beta1" | "beta2" | "epsilon" | "momentumDecay" | "repeatedFactor">
> = ruleOptimizer({
  name: "nadam",
  title: "NAdam",
  reference: "Dozat 2016",
  hyperparameters: {
    learningRate: learningRate(1e-3),
    ...adamRows,
    momentumDecay: {
      default: 4e-3,
      range: [0, 1e9],
      scale: "log",
      doc: "How fast the momentum rises from half of beta1 to beta1; 0 keeps it at half.",
    },
    repeatedFactor: {
      default: 0,
      range: [0, 1],
      scale: "linear",
      doc:
        "How often the momentum of a step counts once more in the next product; PyTorch 1.13 has 1.",
    },
  },
  state: ["mean", "square"],
  running: {
    product: ({ product, step, beta1, momentumDecay }) =>
      product * momentumAt(step, beta1, momentumDecay),
  },
  initial: { product: () => 1 },
  scalars: {
    ...adamShares,
    // Numerator and denominator are multiplied by √(1 − β₂ᵗ).
    gradientSize: ({ step, learningRate, product, beta1, beta2, momentumDecay }) => {
      const momentum = momentumAt(step, beta1, momentumDecay);
      return learningRate * Math.sqrt(filled(beta2, step)) * (1 - momentum) / (1 - product);
    },
    meanSize: ({ step, learningRate, product, beta1, beta2, momentumDecay, repeatedFactor }) => {
      const momentum = momentumAt(step, beta1, momentumDecay);
      const next = momentumAt(step + 1, beta1, momentumDecay);
      const nextProduct = product * momentum ** repeatedFactor * next;
      return learningRate * Math.sqrt(filled(beta2, step)) * next / (1 - nextProduct);
    },
    scaledEpsilon: ({ step, beta2, epsilon }) => epsilon * Math.sqrt(filled(beta2, step)),
  },
  update: ({ w, g, mean, square, beta1, beta2, ...scalars }) => {
    const { meanShare, squareShare, gradientSize, meanSize, scaledEpsilon } = scalars;
    const nextMean = beta1.mul(mean).add(meanShare.mul(g));
    const nextSquare = beta2.mul(square).add(squareShare.mul(g.square()));
    const direction = gradientSize.mul(g).add(meanSize.mul(nextMean));
    const change = direction.div(nextSquare.sqrt().add(scaledEpsilon));
    return { mean: nextMean, square: nextSquare, w: w.sub(change) };
  },
});

function momentumAt(step: number, beta1: number, momentumDecay: number): number {
  return beta1 * (1 - 0.5 * 0.96 ** (step * momentumDecay));
}
