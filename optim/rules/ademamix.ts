import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { adamRows, biasCorrection, momentWeights } from "./_adam_parts.ts";
import { rootOf } from "./_root_of.ts";
import { decayRate, learningRate, positive, wholeNumber } from "./_rows.ts";

/**
 * AdEMAMix, Adam with a second, slow average of the gradient: `m₁ ← β₁·m₁ + (1 − β₁)·g`, `m₂ ← β₃·m₂ + (1 − β₃)·g`,
 * `v ← β₂·v + (1 − β₂)·g²`, `w ← w − η·(m̂₁ + α·m₂) / (√v̂ + ε)`; m₂ is not corrected.
 *
 * The warm-ups belong to the method, over the steps of the whole training, and are off by default as in the authors' code:
 * before `alphaWarmup` steps α is scaled by their share, before `beta3Warmup` steps β₃ rises from β₁ so that its half-life
 * grows linearly.
 *
 * Paper: Pagliardini, Ablin and Grangier, "The AdEMAMix optimizer: better, faster, older", 2024, arXiv:2409.03137.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, ademamix } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: ademamix, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const ademamix: OptimizerPlugin<
  HyperparameterValues<
    "beta1" | "beta2" | "beta3" | "alpha" | "epsilon" | "alphaWarmup" | "beta3Warmup"
  >
> = ruleOptimizer({
  name: "ademamix",
  title: "AdEMAMix",
  reference: "Pagliardini, Ablin and Grangier 2024, arXiv:2409.03137",
  bibtex: `@article{pagliardini2024ademamix,
  author = {Pagliardini, Matteo and Ablin, Pierre and Grangier, David},
  title = {The {AdEMAMix} optimizer: better, faster, older},
  year = {2024}, eprint = {2409.03137}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(1e-3),
    ...adamRows,
    beta3: decayRate(0.9999, "the slow average of the gradient"),
    alpha: {
      ...positive(5, "Factor α of the slow average."),
      search: { logUniform: [0.5, 50] },
    },
    alphaWarmup: wholeNumber(0, [0, 1e9], "Steps in which α rises from 0; 0 for none."),
    beta3Warmup: wholeNumber(0, [0, 1e9], "Steps in which β₃ rises from β₁; 0 for none."),
  },
  state: ["firstMoment", "slowMoment", "secondMoment"],
  scalars: {
    ...momentWeights,
    slowDecay: ({ step, beta1, beta3, beta3Warmup }) => slowDecay(step, beta1, beta3, beta3Warmup),
    slowWeight: ({ step, beta1, beta3, beta3Warmup }) =>
      1 - slowDecay(step, beta1, beta3, beta3Warmup),
    mixture: ({ step, alpha, alphaWarmup }) => alpha * Math.min(1, step / Math.max(1, alphaWarmup)),
    firstCorrection: ({ step, beta1 }) => 1 / biasCorrection(beta1, step),
    secondCorrection: ({ step, beta2 }) => 1 / Math.sqrt(biasCorrection(beta2, step)),
  },
  update: ({ w, g, firstMoment, slowMoment, secondMoment, learningRate, ...scalars }) => {
    const { beta1, beta2, slowDecay, oneMinusBeta1, oneMinusBeta2, slowWeight } = scalars;
    const { mixture, firstCorrection, secondCorrection, epsilon } = scalars;
    const nextFirst = beta1.mul(firstMoment).add(oneMinusBeta1.mul(g));
    const nextSlow = slowDecay.mul(slowMoment).add(slowWeight.mul(g));
    const nextSecond = beta2.mul(secondMoment).add(oneMinusBeta2.mul(g.square()));
    const direction = nextFirst.mul(firstCorrection).add(mixture.mul(nextSlow));
    const scale = rootOf(nextSecond).mul(secondCorrection).add(epsilon);
    return {
      firstMoment: nextFirst,
      slowMoment: nextSlow,
      secondMoment: nextSecond,
      w: w.sub(learningRate.mul(direction.div(scale))),
    };
  },
});

/** β₃ of a step; the 1e-8 is that of the authors' code. */
function slowDecay(step: number, beta1: number, beta3: number, warmup: number): number {
  if (step >= warmup) return beta3;
  const halfLife = (beta: number) => Math.log(0.5) / Math.log(beta + 1e-8) - 1;
  const share = step / warmup;
  return 0.5 ** (1 / ((1 - share) * halfLife(beta1) + share * halfLife(beta3) + 1));
}
