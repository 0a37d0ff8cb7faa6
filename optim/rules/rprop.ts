import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { learningRate } from "./_rows.ts";

/**
 * Rprop, steps by the gradient's sign with a step size `η·f` for each element: f, 1 at first, is multiplied by η⁺
 * where the sign stays, and where it changes by η⁻, and the element rests for a step; `w ← w − η·f·sign(g)`.
 *
 * The form of PyTorch's `Rprop` and of the paper's Rprop⁻ with a rest. PyTorch's `step_sizes` bound `η·f` for the
 * base rate η: they are η times `minStepFactor` and `maxStepFactor`, so that the bounds, too, follow the learning
 * rate and its schedule. It is made for gradients of all data: those of small batches change their signs by chance.
 *
 * Paper: Riedmiller and Braun, "A direct adaptive method for faster backpropagation learning: the Rprop algorithm",
 * 1993.
 *
 * @category Optimizers
 *
 * @example A step onwards, one further, and a rest where the sign changes
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, rprop } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([0], [1], "f64"), gradient = arena.from([7], [1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: rprop, parameters });
 * for (const [index, slope] of [7, 0.1, -3].entries()) {
 *   gradient.data[0] = slope;
 *   optimizer.step({ step: index + 1, learningRate: 0.1 });
 * }
 * assertAlmostEquals(value.data[0], -0.1 - 0.12, 1e-14);
 * ```
 */
export const rprop: OptimizerPlugin<
  HyperparameterValues<"etaMinus" | "etaPlus" | "minStepFactor" | "maxStepFactor">
> = ruleOptimizer({
  name: "rprop",
  title: "Rprop",
  reference: "Riedmiller and Braun 1993",
  bibtex: `@inproceedings{riedmiller1993direct,
  author = {Riedmiller, Martin and Braun, Heinrich},
  title = {A direct adaptive method for faster backpropagation learning: the {RPROP} algorithm},
  booktitle = {IEEE International Conference on Neural Networks}, year = {1993},
}`,
  hyperparameters: {
    learningRate: learningRate(1e-3),
    etaMinus: {
      default: 0.5,
      range: [0, 1],
      scale: "linear",
      doc: "Factor η⁻ by which a step size shrinks where the gradient changed its sign.",
    },
    etaPlus: {
      default: 1.2,
      range: [1, 1e9],
      scale: "linear",
      doc: "Factor η⁺ by which a step size grows where the gradient kept its sign.",
    },
    minStepFactor: {
      default: 1e-4,
      range: [0, 1e12],
      scale: "log",
      doc: "Minimal step size as a multiple of the learning rate.",
    },
    maxStepFactor: {
      default: 5000,
      range: [0, 1e12],
      scale: "log",
      doc: "Maximal step size as a multiple of the learning rate.",
    },
  },
  state: ["stepFactor", "previousSign"],
  initial: { stepFactor: () => 1 },
  update: ({ w, g, stepFactor, previousSign, learningRate, etaMinus, etaPlus, ...bounds }) => {
    const sign = g.sign();
    const agreement = sign.mul(previousSign);
    const turned = agreement.less(0);
    const growth = turned.select(etaMinus, agreement.greater(0).select(etaPlus, 1));
    const nextStep = stepFactor.mul(growth).max(bounds.minStepFactor).min(bounds.maxStepFactor);
    const nextSign = turned.select(0, sign);
    return {
      stepFactor: nextStep,
      previousSign: nextSign,
      w: w.sub(learningRate.mul(nextStep).mul(nextSign)),
    };
  },
});
