import type { Arena, DType, Tensor } from "@descent/core";
import type {
  ContextNeed,
  HyperparameterTable,
  HyperparameterValues,
  OptimizerPlugin,
} from "../optimizer_plugin.ts";
import { hasOutputsFirst } from "./has_outputs_first.ts";
import { parameterRule, type ParameterStep } from "../parameter_rule.ts";

/**
 * A parameter as a matrix, the axes of a convolution's kernel joined with its inputs.
 *
 * @category Writing an optimizer
 */
export interface MatrixView {
  /** The trained values, [rows, columns]. */
  readonly value: Tensor;
  /** Their gradient, [rows, columns]. */
  readonly gradient: Tensor;
  /** Which of the two are the layer's outputs. */
  readonly outputs: "rows" | "columns";
  /** Number of outputs. */
  readonly fanOut: number;
  /** Number of inputs, for a convolution those of a kernel. */
  readonly fanIn: number;
  /** Where state and scratch matrices are made. */
  readonly arena: Arena;
  /** Element type of both. */
  readonly dtype: DType;
}

/**
 * An update rule for matrices as data, of which {@linkcode matrixRule} makes an optimizer.
 *
 * @category Writing an optimizer
 */
export interface MatrixRule<Name extends string> {
  /** Lower-case name for flags and files. */
  readonly name: string;
  /** Name for people. */
  readonly title: string;
  /** The paper, as a short citation. */
  readonly reference: string;
  /** BibTeX of the papers, which `bibtexEntries` reads, for methods sections; default none. */
  readonly bibtex?: string;
  /** Table of the hyperparameters. */
  readonly hyperparameters: HyperparameterTable<HyperparameterValues<Name>>;
  /** The needs of its steps, see {@linkcode OptimizerPlugin.needs}; default nothing. */
  readonly needs?: readonly ContextNeed[];
  /** Hyperparameters that each step reads anew, see {@linkcode OptimizerPlugin.schedulable}; default none. */
  readonly schedulable?: readonly string[];
  /** Starts on one matrix: allocates what the steps need, which allocate nothing. */
  readonly start: (
    matrix: MatrixView,
    hyperparameters: HyperparameterValues<Name>,
  ) => ParameterStep;
}

/**
 * An optimizer of matrices: of parameters with two or more axes, each seen as a matrix of fan-out and fan-in.
 *
 * It refuses vectors: {@linkcode byRole} gives it the parameters that its paper means, and the others to another rule.
 * `newtonSchulz`, `symmetricEigen` and `orthonormalize` are the decompositions that there are, `matmul` and its
 * relatives the products.
 *
 * @category Writing an optimizer
 * @param rule Name, hyperparameters and what to do with one matrix, see {@linkcode MatrixRule}.
 * @returns A plugin for {@linkcode byRole}.
 * @throws {TypeError} When the optimizer is created for a parameter with fewer than two axes.
 *
 * @example Steps along the orthogonal factor of the gradient
 * ```ts
 * import { createEngine, pointwise } from "@descent/core";
 * import { createOptimizer, matrixRule, newtonSchulz, sgd } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const move = pointwise({
 *   name: "move",
 *   tensors: ["w", "x"],
 *   scalars: ["rate"],
 *   update: ({ w, x, rate }) => ({ w: w.sub(rate.mul(x)) }),
 * });
 * const spectral = matrixRule({
 *   name: "spectral-descent",
 *   title: "Spectral descent",
 *   reference: "Carlson et al. 2015",
 *   hyperparameters: { learningRate: sgd.hyperparameters.learningRate },
 *   start: ({ value, gradient, arena, dtype }) => {
 *     const { x, run } = newtonSchulz(arena, [value.shape[0], value.shape[1]], dtype);
 *     const pass = move.bindAll([{ w: value, x }]);
 *     return {
 *       state: {},
 *       step: (_step, learningRate) => {
 *         x.data.set(gradient.data);
 *         run();
 *         pass.scalars[0] = learningRate;
 *         pass.run();
 *       },
 *     };
 *   },
 * });
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.tensor([2, 2], "f64"), gradient = arena.from([9, 0, 0, 9], [2, 2], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * createOptimizer({ plugin: spectral, parameters }).step({ step: 1, learningRate: 1 });
 * assertAlmostEquals(value.data[0], -1, 0.3);
 * ```
 */
export function matrixRule<Name extends string>(
  { start, ...rest }: MatrixRule<Name>,
): OptimizerPlugin<HyperparameterValues<Name>> {
  const { name } = rest;
  return parameterRule({
    ...rest,
    start: (each, values) => {
      const { name: parameter, value, gradient } = each;
      const { shape, size, arena, dtype } = value;
      if (shape.length < 2) {
        throw new TypeError(
          `Optimizer '${name}': expected parameters with two or more axes, got '${parameter}' with ${shape.length}; give those to another rule by byRole`,
        );
      }
      const isFirst = hasOutputsFirst(each);
      const [rows, rest] = [shape[0], shape[0] === 0 ? 0 : size / shape[0]];
      return start({
        value: value.reshape([rows, rest]),
        gradient: gradient.reshape([rows, rest]),
        outputs: isFirst ? "rows" : "columns",
        fanOut: isFirst ? rows : rest,
        fanIn: isFirst ? rest : rows,
        arena,
        dtype,
      }, values);
    },
  });
}
