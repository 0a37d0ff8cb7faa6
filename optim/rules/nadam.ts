import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { adamRows, biasCorrection, momentWeights } from "./_adam_parts.ts";
import { rootOf } from "./_root_of.ts";
import { learningRate } from "./_rows.ts";

/**
 * NAdam, Adam with Nesterov's momentum: `m ← β₁·m + (1 − β₁)·g`, `v ← β₂·v + (1 − β₂)·g²`,
 * `w ← w − η·((1 − μₜ)/(1 − Πₜ)·g + μₜ₊₁/(1 − Πₜ₊₁)·m) / (√v̂ + ε)` with `v̂ = v / (1 − β₂ᵗ)`,
 * `μₜ = β₁·(1 − ½·0.96^(t·ψ))` and `Πₜ = μ₁·μ₂·…·μₜ` at step t, counted from 1.
 *
 * The formula of PyTorch's documentation and of the paper. The released PyTorch 1.13 has `μₜ` twice in `Πₜ₊₁`,
 * which moves weights by up to 3e-4 in 20 steps; `momentumRepeats` 1 does the same.
 *
 * In f32 gradients may be up to 1.8e19 in size, in f64 up to 1.3e154: the squares of larger ones overflow, and their
 * weights become NaN. Those below 1e-19 (f64: 1e-154) add nothing to v, which shows only where ε is as small.
 *
 * Paper: Dozat, "Incorporating Nesterov momentum into Adam", 2016.
 *
 * @category Optimizers
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
  HyperparameterValues<"beta1" | "beta2" | "epsilon" | "momentumDecay" | "momentumRepeats">
> = ruleOptimizer({
  name: "nadam",
  title: "NAdam",
  reference: "Dozat 2016",
  bibtex: `@inproceedings{dozat2016incorporating,
  author = {Dozat, Timothy},
  title = {Incorporating {Nesterov} momentum into {Adam}},
  booktitle = {ICLR Workshop}, year = {2016},
}`,
  hyperparameters: {
    learningRate: learningRate(1e-3),
    ...adamRows,
    momentumDecay: {
      default: 4e-3,
      range: [0, 1e9],
      scale: "log",
      doc:
        "Momentum decay ψ: how fast the momentum rises from half of beta1 to beta1; 0 keeps it at half.",
    },
    momentumRepeats: {
      default: 0,
      range: [0, 1],
      scale: "linear",
      doc:
        "How often the momentum of a step enters the next product of momenta once more: 0 in the paper, 1 in PyTorch 1.13.",
    },
  },
  state: ["firstMoment", "secondMoment"],
  running: {
    momentumProduct: ({ momentumProduct, step, beta1, momentumDecay }) =>
      momentumProduct * momentumAt(step, beta1, momentumDecay),
  },
  initial: { momentumProduct: () => 1 },
  scalars: {
    ...momentWeights,
    // Numerator and denominator are multiplied by √(1 − β₂ᵗ).
    gradientFactor: ({ step, learningRate, momentumProduct, beta1, beta2, momentumDecay }) => {
      const momentum = momentumAt(step, beta1, momentumDecay);
      return learningRate * Math.sqrt(biasCorrection(beta2, step)) * (1 - momentum) /
        (1 - momentumProduct);
    },
    firstMomentFactor: (
      { step, learningRate, momentumProduct, beta1, beta2, momentumDecay, momentumRepeats },
    ) => {
      const momentum = momentumAt(step, beta1, momentumDecay);
      const next = momentumAt(step + 1, beta1, momentumDecay);
      const nextProduct = momentumProduct * momentum ** momentumRepeats * next;
      return learningRate * Math.sqrt(biasCorrection(beta2, step)) * next / (1 - nextProduct);
    },
    scaledEpsilon: ({ step, beta2, epsilon }) => epsilon * Math.sqrt(biasCorrection(beta2, step)),
  },
  update: ({ w, g, firstMoment, secondMoment, beta1, beta2, ...scalars }) => {
    const { oneMinusBeta1, oneMinusBeta2, gradientFactor, firstMomentFactor, scaledEpsilon } =
      scalars;
    const nextFirst = beta1.mul(firstMoment).add(oneMinusBeta1.mul(g));
    const nextSecond = beta2.mul(secondMoment).add(oneMinusBeta2.mul(g.square()));
    const direction = gradientFactor.mul(g).add(firstMomentFactor.mul(nextFirst));
    const change = direction.div(rootOf(nextSecond).add(scaledEpsilon));
    return { firstMoment: nextFirst, secondMoment: nextSecond, w: w.sub(change) };
  },
});

function momentumAt(step: number, beta1: number, momentumDecay: number): number {
  return beta1 * (1 - 0.5 * 0.96 ** (step * momentumDecay));
}
