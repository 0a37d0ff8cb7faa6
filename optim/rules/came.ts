import type { Parameter, Tensor } from "@descent/core";
import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { parameterRule } from "../parameter_rule.ts";
import { FactoredMoment, rootMeanSquare } from "./_factored_moment.ts";
import { decayRate, learningRate, positive } from "./_rows.ts";

/**
 * CAME, {@linkcode adafactor} with momentum that is scaled by how far it is from the steps: `u = g / √V` of factored averages of
 * `g² + ε₁`, `u ← u / max(1, RMS(u) / d)`, `m ← β₁·m + (1 − β₁)·u`, and `w ← w − η·m / √S` with factored averages S of
 * `(u − m)² + ε₂`. Vectors have all of V and no S: `w ← w − η·m`. Nothing is corrected for bias.
 *
 * Paper: Luo et al., "CAME: confidence-guided adaptive memory efficient optimization", 2023, arXiv:2307.02047.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, came } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: came, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const came: OptimizerPlugin<
  HyperparameterValues<"beta1" | "beta2" | "beta3" | "epsilon1" | "epsilon2" | "clipThreshold">
> = parameterRule({
  name: "came",
  title: "CAME",
  reference: "Luo et al. 2023, arXiv:2307.02047",
  bibtex: `@inproceedings{luo2023came,
  author = {Luo, Yang and others},
  title = {{CAME}: confidence-guided adaptive memory efficient optimization},
  booktitle = {ACL}, year = {2023}, eprint = {2307.02047}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(2e-3),
    beta1: decayRate(0.9, "the momentum"),
    beta2: decayRate(0.999, "the squared gradient"),
    beta3: decayRate(0.9999, "the squared deviation of steps from the momentum"),
    epsilon1: positive(1e-30, "Epsilon ε₁ added to the squared gradient."),
    epsilon2: positive(1e-16, "Epsilon ε₂ added to the squared deviation."),
    clipThreshold: positive(1, "Largest root mean square d of the normalised gradient."),
  },
  schedulable: ["beta1", "beta2", "beta3", "epsilon1", "epsilon2", "clipThreshold"],
  start: ({ value, gradient }: Parameter, hyperparameters) => {
    const moment = new FactoredMoment(value), deviation = new FactoredMoment(value);
    const [firstMoment, direction, scratch]: Tensor[] = [0, 1, 2].map(() =>
      value.arena.tensor(value.shape, value.dtype)
    );
    const isFactored = value.shape.length >= 2;
    return {
      state: {
        ...moment.state,
        firstMoment,
        ...(isFactored && { deviation: deviation.state }),
      },
      step: (_step, learningRate) => {
        const { beta1, beta2, beta3, epsilon1, epsilon2, clipThreshold } = hyperparameters;
        const w = value.data, u = direction.data, m = firstMoment.data, z = scratch.data;
        moment.update(gradient.data, 1 - beta2, epsilon1);
        moment.normalize(gradient.data, u, 0);
        const scale = 1 / Math.max(1, rootMeanSquare(u) / clipThreshold);
        for (let i = 0; i < w.length; i++) {
          u[i] *= scale;
          m[i] = beta1 * m[i] + (1 - beta1) * u[i];
          z[i] = u[i] - m[i];
        }
        if (isFactored) {
          deviation.update(z, 1 - beta3, epsilon2);
          deviation.normalize(m, u, 0);
        }
        const step = isFactored ? u : m;
        for (let i = 0; i < w.length; i++) w[i] -= learningRate * step[i];
      },
    };
  },
});
