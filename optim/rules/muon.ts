import { byRole } from "../by_role.ts";
import { matrixRule } from "../matrices/matrix_rule.ts";
import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { withDecoupledWeightDecay } from "../wrappers/with_decoupled_weight_decay.ts";
import { adamOfOthers, muonRows, orthogonalMomentum } from "./_muon_parts.ts";

/**
 * Muon's rule for matrices, momentum made orthogonal: `B ← μ·B + (1 − μ)·g`, `M = (1 − μ)·g + μ·B` (with Nesterov's momentum,
 * else B), `w ← w − η·s·O` with `O` of {@linkcode newtonSchulz} and `s = √max(1, fan-out / fan-in)`, or
 * `0.2·√max(fan-out, fan-in)` with a scaling of `match-rms` (arXiv:2502.16982).
 *
 * For all its parameters, which have two or more axes; {@linkcode muon} chooses them. A momentum that sums gives the same
 * but for the iteration's ε. The author's code computes in bfloat16, and takes a convolution's scale from its kernel's height and
 * width; here it is that of the matrix [out, in·kh·kw].
 *
 * Reference: Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, muonMatrices } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: muonMatrices, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const muonMatrices: OptimizerPlugin<
  HyperparameterValues<"momentum" | "nesterov" | "scaling">
> = matrixRule({
  name: "muon-matrices",
  title: "Muon's matrices",
  reference: "Jordan et al. 2024",
  bibtex: `@misc{jordan2024muon,
  author = {Jordan, Keller and others},
  title = {{Muon}: an optimizer for hidden layers in neural networks},
  howpublished = {kellerjordan.github.io/posts/muon}, year = {2024},
}`,
  hyperparameters: muonRows,
  schedulable: ["momentum"],
  start: (matrix, hyperparameters) => {
    const { momentum, orthogonalize, move } = orthogonalMomentum(matrix, hyperparameters);
    return {
      state: { momentum },
      step: (_step, learningRate) => {
        orthogonalize();
        move(learningRate);
      },
    };
  },
});

/**
 * Muon: {@linkcode muonMatrices} for the matrices of hidden layers, AdamW for all other parameters: vectors, embeddings, the
 * first layer and the output layer. Both decay their weights, each by its own rate.
 *
 * AdamW's hyperparameters are `othersLearningRate`, `othersBeta1` and so on. Where a network has no hidden matrix it is AdamW.
 *
 * Reference: Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, muon } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: muon, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const muon: OptimizerPlugin = byRole({
  hidden: withDecoupledWeightDecay(muonMatrices, { weightDecay: 0 }),
  others: adamOfOthers,
}, { name: "muon", title: "Muon" });
