import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { learningRate, positive } from "./_rows.ts";

/**
 * COCOB-Backprop, which bets on the gradients' signs and needs no learning rate: `L ← max(L, |g|)` from ε, `G ← G + |g|`,
 * `R ← max(R − g·(w − w₀), 0)`, `s ← s − g`, `w ← w₀ + s·(L + R) / (L·max(G + L, α·L))`, where w₀ are the weights before the
 * first step.
 *
 * The learning rate is the share of that way to the new weights, 1 by default, so that a schedule ends it. As in optax L starts
 * at ε, in the paper at 0.
 *
 * Paper: Orabona and Tommasi, "Training deep networks without learning rates through coin betting", 2017,
 * arXiv:1705.07795.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, cocob } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: cocob, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 1 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const cocob: OptimizerPlugin<HyperparameterValues<"alpha" | "epsilon">> = ruleOptimizer({
  name: "cocob",
  title: "COCOB",
  reference: "Orabona and Tommasi 2017, arXiv:1705.07795",
  bibtex: `@inproceedings{orabona2017training,
  author = {Orabona, Francesco and Tommasi, Tatiana},
  title = {Training deep networks without learning rates through coin betting},
  booktitle = {NeurIPS}, year = {2017}, eprint = {1705.07795}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(1),
    alpha: {
      ...positive(100, "Least wealth α that is bet in units of the largest gradient."),
      search: { logUniform: [1, 1e4] },
    },
    epsilon: {
      ...positive(1e-8, "Initial largest gradient."),
      search: { logUniform: [1e-10, 1e-3] },
    },
  },
  state: ["start", "largest", "absoluteSum", "reward", "gradientSum"],
  initial: { start: "w", largest: ({ epsilon }) => epsilon },
  update: ({ w, g, start, largest, absoluteSum, reward, gradientSum, learningRate, alpha }) => {
    const nextLargest = largest.max(g.abs());
    const nextSum = absoluteSum.add(g.abs());
    const nextReward = reward.sub(g.mul(w.sub(start))).max(0);
    const nextGradients = gradientSum.sub(g);
    const wealth = nextLargest.add(nextReward);
    const bet = nextGradients.div(nextLargest).div(
      nextSum.add(nextLargest).max(alpha.mul(nextLargest)),
    );
    return {
      largest: nextLargest,
      absoluteSum: nextSum,
      reward: nextReward,
      gradientSum: nextGradients,
      w: w.add(learningRate.mul(start.add(bet.mul(wealth)).sub(w))),
    };
  },
});
