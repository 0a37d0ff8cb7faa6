import type { Parameter, Tensor } from "@descent/core";
import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { parameterRule } from "../parameter_rule.ts";
import { FactoredMoment, rootMeanSquare } from "./_factored_moment.ts";
import { choice, decayRate, learningRate, onOff, positive, weightDecay } from "./_rows.ts";

/**
 * Adafactor, whose second moment of a matrix is kept as averages R of its rows and C of its columns: with `h = t^−p`,
 * `R ← R + h·(mean of g² − R)`, C likewise, `V = R·C / mean(R)`, `U = g / √V`, `U ← U / max(1, RMS(U) / d)`,
 * `w ← w − a·U`. The last two axes are the matrix, vectors have all of V.
 *
 * - `form` `pytorch`: `a = max(ε₂, RMS(w))·min(η, 1/√t)`, V at least ε₁² and ε₁ the least mean(R), weights decay by η·λ.
 * - `form` `paper`: ε₁ is added to g²; `a = ρ`, with `scaleParameter` times `max(ε₂, RMS(w))`, where ρ is η or, with
 *   `relativeStep`, `η·min(maxRelativeStep, 1/√t)`; with β₁ above 0 `a·U` is averaged; weights decay by a·λ.
 *
 * optax factors only axes of 128 or more, and of a convolution the two largest.
 *
 * Paper: Shazeer and Stern, "Adafactor: adaptive learning rates with sublinear memory cost", 2018, arXiv:1804.04235.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, adafactor } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: adafactor, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const adafactor: OptimizerPlugin<
  HyperparameterValues<
    | "form"
    | "decayPower"
    | "epsilon1"
    | "epsilon2"
    | "clipThreshold"
    | "beta1"
    | "relativeStep"
    | "maxRelativeStep"
    | "scaleParameter"
    | "weightDecay"
  >
> = parameterRule({
  name: "adafactor",
  title: "Adafactor",
  reference: "Shazeer and Stern 2018, arXiv:1804.04235",
  bibtex: `@inproceedings{shazeer2018adafactor,
  author = {Shazeer, Noam and Stern, Mitchell},
  title = {{Adafactor}: adaptive learning rates with sublinear memory cost},
  booktitle = {ICML}, year = {2018}, eprint = {1804.04235}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(1e-2),
    form: choice(["pytorch", "paper"], "The form of the rule."),
    decayPower: {
      ...positive(0.8, "Power p of the step in the weight of new squares."),
      range: [0, 1],
    },
    epsilon1: positive(2 ** -52, "Epsilon ε₁, which bounds the second moment."),
    epsilon2: positive(1e-3, "Epsilon ε₂, the least size of weights that the rate is scaled by."),
    clipThreshold: positive(1, "Largest root mean square d of the normalised gradient."),
    beta1: { ...decayRate(0, "the step, in the paper's form"), range: [0, 0.999999] },
    relativeStep: onOff(false, "Whether the paper's form takes its rate from the step."),
    maxRelativeStep: positive(1e-2, "Largest relative step."),
    scaleParameter: onOff(true, "Whether the paper's form scales the rate by the weights' size."),
    weightDecay: weightDecay(0, "decoupled: coefficient that the rate scales"),
  },
  // Without β₁ there is no first moment.
  schedulable: [
    "decayPower",
    "epsilon1",
    "epsilon2",
    "clipThreshold",
    "maxRelativeStep",
    "weightDecay",
  ],
  start: ({ value, gradient, decays }: Parameter, hyperparameters) => {
    const { beta1 } = hyperparameters;
    const isPaper = hyperparameters.form === 1;
    const moment = new FactoredMoment(value);
    const direction: Tensor = value.arena.tensor(value.shape, value.dtype);
    const firstMoment: Tensor = value.arena.tensor(value.shape, value.dtype);
    return {
      state: { ...moment.state, ...(beta1 > 0 && { firstMoment }) },
      step: (step, learningRate) => {
        const { decayPower, epsilon1, epsilon2, clipThreshold, maxRelativeStep } = hyperparameters;
        const decay = decays ? hyperparameters.weightDecay : 0;
        const w = value.data, u = direction.data, m = firstMoment.data;
        const inverseRoot = 1 / Math.sqrt(step), size = Math.max(epsilon2, rootMeanSquare(w));
        const relative = learningRate * Math.min(maxRelativeStep, inverseRoot);
        const rate = !isPaper
          ? size * Math.min(learningRate, inverseRoot)
          : (hyperparameters.relativeStep ? relative : learningRate) *
            (hyperparameters.scaleParameter ? size : 1);
        moment.update(gradient.data, step ** -decayPower, isPaper ? epsilon1 : 0);
        moment.normalize(gradient.data, u, isPaper ? 0 : epsilon1);
        const stepSize = rate / Math.max(1, rootMeanSquare(u) / clipThreshold);
        const share = decay * (isPaper ? rate : learningRate);
        for (let i = 0; i < w.length; i++) {
          let change = stepSize * u[i];
          if (isPaper && beta1 > 0) change = m[i] = beta1 * m[i] + (1 - beta1) * change;
          w[i] -= share * w[i] + change;
        }
      },
    };
  },
});
