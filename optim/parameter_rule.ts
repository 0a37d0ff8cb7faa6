import type { Parameter } from "@descent/core";
import type {
  ContextNeed,
  HyperparameterTable,
  HyperparameterValues,
  Optimizer,
  OptimizerPlugin,
  StepContext,
} from "./optimizer_plugin.ts";
import type { StateTree } from "./state_tree.ts";

/**
 * A rule at work on one parameter.
 *
 * @category Writing an optimizer
 */
export interface ParameterStep {
  /** State that carries over from step to step, see {@linkcode Optimizer.state}. */
  readonly state: StateTree;
  /**
   * Writes the next values.
   *
   * @param step Number of this optimizer's own step, from 1.
   * @param learningRate The learning rate of the step.
   * @param context What else a trainer says of the step.
   */
  step(step: number, learningRate: number, context: StepContext): void;
}

/**
 * An update rule in TypeScript, of which {@linkcode parameterRule} makes an optimizer.
 *
 * @category Writing an optimizer
 */
export interface ParameterRule<Name extends string> {
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
  /** Starts on one parameter: allocates what the steps need, which allocate nothing. */
  readonly start: (parameter: Parameter, values: HyperparameterValues<Name>) => ParameterStep;
}

/**
 * An optimizer whose rule is TypeScript for one parameter, for what no formula of an element says.
 *
 * The state tree is `{ step, <parameter name>: its state }`.
 *
 * @category Writing an optimizer
 * @param rule Name, hyperparameters and what to do with one parameter, see {@linkcode ParameterRule}.
 * @returns A plugin for the catalogue, or to default-export from a module of one's own.
 *
 * @example Steps of one length along the largest element of the gradient
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, parameterRule, sgd } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const coordinate = parameterRule({
 *   name: "coordinate-descent",
 *   title: "Coordinate descent",
 *   reference: "Southwell 1940",
 *   hyperparameters: { learningRate: sgd.hyperparameters.learningRate },
 *   start: ({ value, gradient }) => ({
 *     state: {},
 *     step: (_step, learningRate) => {
 *       let largest = 0;
 *       for (let i = 0; i < gradient.size; i++) {
 *         if (Math.abs(gradient.data[i]) > Math.abs(gradient.data[largest])) largest = i;
 *       }
 *       value.data[largest] -= learningRate * Math.sign(gradient.data[largest]);
 *     },
 *   }),
 * });
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.tensor([3]), gradient = arena.from([1, -5, 2]);
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * createOptimizer({ plugin: coordinate, parameters }).step({ step: 1, learningRate: 1 });
 * assertEquals([...value.data], [0, 1, 0]);
 * ```
 */
export function parameterRule<Name extends string>(
  { start, ...rest }: ParameterRule<Name>,
): OptimizerPlugin<HyperparameterValues<Name>> {
  return {
    ...rest,
    create: (parameters, values) =>
      new ParameterOptimizer(
        parameters.map((parameter) => ({ name: parameter.name, part: start(parameter, values) })),
      ),
  };
}

class ParameterOptimizer implements Optimizer {
  readonly state: StateTree & { step: number };
  readonly #parts: readonly { readonly part: ParameterStep }[];

  constructor(parts: readonly { readonly name: string; readonly part: ParameterStep }[]) {
    this.state = {
      ...Object.fromEntries(parts.map(({ name, part }) => [name, part.state])),
      step: 0,
    };
    this.#parts = parts;
  }

  step(context: StepContext): void {
    this.state.step += 1;
    for (const { part } of this.#parts) {
      part.step(this.state.step, context.learningRate, context);
    }
  }
}
