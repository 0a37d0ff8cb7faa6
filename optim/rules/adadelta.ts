import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { epsilon, keptShare, learningRate } from "./_rows.ts";

/**
 * Adadelta: `s ← ρ·s + (1 − ρ)·g²`, `δ = √(u + ε) / √(s + ε) · g`, `u ← ρ·u + (1 − ρ)·δ²`, `w ← w − η·δ`.
 *
 * The same as PyTorch's `Adadelta`. The paper has no learning rate, that is 1. ε also sets the length of the first
 * steps.
 *
 * Paper: Zeiler, "Adadelta: an adaptive learning rate method", 2012, arXiv:1212.5701.
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
export const adadelta: OptimizerPlugin<HyperparameterValues<"decay" | "epsilon">> = ruleOptimizer({
  name: "adadelta",
  title: "Adadelta",
  reference: "Zeiler 2012, arXiv:1212.5701",
  hyperparameters: {
    learningRate: learningRate(1),
    decay: keptShare(0.9, "mean square gradient and the mean square step"),
    epsilon: epsilon(1e-6, "mean squares under both roots"),
  },
  state: ["square", "change"],
  scalars: { newShare: ({ decay }) => 1 - decay },
  update: ({ w, g, square, change, learningRate, decay, epsilon, newShare }) => {
    const nextSquare = decay.mul(square).add(newShare.mul(g.square()));
    const delta = change.add(epsilon).sqrt().div(nextSquare.add(epsilon).sqrt()).mul(g);
    return {
      square: nextSquare,
      change: decay.mul(change).add(newShare.mul(delta.square())),
      w: w.sub(learningRate.mul(delta)),
    };
  },
});
