import type { Tensor } from "@descent/core";
import { norm } from "@descent/core";
import { byRole } from "../by_role.ts";
import { matrixRule } from "../matrices/matrix_rule.ts";
import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { withDecoupledWeightDecay } from "../wrappers/with_decoupled_weight_decay.ts";
import { adamOfOthers, muonRows, orthogonalMomentum } from "./_muon_parts.ts";
import { decayRate } from "./_rows.ts";

/**
 * NorMuon's rule for matrices: O as in {@linkcode muonMatrices}; for each output `v ← β₂·v + (1 − β₂)·mean(O²)`,
 * `O ← O / (√v + 1e-10)`, then all of O is scaled to the norm that it had, and `w ← w − η·s·O`.
 *
 * Paper: Li et al., "NorMuon: making Muon more efficient and scalable", 2025, arXiv:2510.05491.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, normuonMatrices } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: normuonMatrices, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const normuonMatrices: OptimizerPlugin<
  HyperparameterValues<"momentum" | "nesterov" | "scaling" | "beta2">
> = matrixRule({
  name: "normuon-matrices",
  title: "NorMuon's matrices",
  reference: "Li et al. 2025, arXiv:2510.05491",
  bibtex: `@article{li2025normuon,
  author = {Li, Zichong and others},
  title = {{NorMuon}: making {Muon} more efficient and scalable},
  year = {2025}, eprint = {2510.05491}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    ...muonRows,
    beta2: decayRate(0.95, "the mean squares of the orthogonal factor for each output"),
  },
  schedulable: ["momentum", "beta2"],
  start: (matrix, hyperparameters) => {
    const { momentum, x, orthogonalize, move } = orthogonalMomentum(matrix, hyperparameters);
    const { outputs, arena, dtype } = matrix;
    const [rows, columns] = x.shape, isRows = outputs === "rows";
    const count = isRows ? rows : columns, length = isRows ? columns : rows;
    const secondMoment: Tensor = arena.tensor([count], dtype);
    const at = (output: number, place: number) =>
      isRows ? output * columns + place : place * columns + output;
    return {
      state: { momentum, secondMoment },
      step: (_step, learningRate) => {
        orthogonalize();
        const before = norm(x);
        for (let output = 0; output < count; output++) {
          let squares = 0;
          for (let place = 0; place < length; place++) squares += x.data[at(output, place)] ** 2;
          const { beta2 } = hyperparameters;
          const v = beta2 * secondMoment.data[output] + (1 - beta2) * squares / length;
          secondMoment.data[output] = v;
          const scale = 1 / (Math.sqrt(v) + 1e-10);
          for (let place = 0; place < length; place++) x.data[at(output, place)] *= scale;
        }
        move(learningRate * before / (norm(x) + 1e-10));
      },
    };
  },
});

/**
 * NorMuon: {@linkcode normuonMatrices} for the matrices of hidden layers, AdamW for all other parameters, as in
 * {@linkcode muon}. Where a network has no hidden matrix it is AdamW.
 *
 * Paper: Li et al., "NorMuon: making Muon more efficient and scalable", 2025, arXiv:2510.05491.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, normuon } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: normuon, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const normuon: OptimizerPlugin = byRole({
  hidden: withDecoupledWeightDecay(normuonMatrices, { weightDecay: 0 }),
  others: adamOfOthers,
}, { name: "normuon", title: "NorMuon" });
