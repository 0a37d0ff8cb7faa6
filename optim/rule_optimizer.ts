import {
  type Expression,
  type Operand,
  type Parameter,
  pointwise,
  type PointwiseKernel,
  type Tensor,
} from "@descent/core";
import type {
  HyperparameterTable,
  HyperparameterValues,
  Optimizer,
  OptimizerPlugin,
  StepContext,
} from "./optimizer_plugin.ts";
import type { StateTree } from "./state_tree.ts";

/** What a scalar of a rule is computed from: this step's number and learning rate, and the hyperparameters. */
export type RuleStep<Name extends string> = HyperparameterValues<Name | "step">;

/** An update rule as data: what {@linkcode ruleOptimizer} makes an optimizer of. */
export interface OptimizerRule<
  Name extends string,
  StateName extends string,
  ScalarName extends string,
> {
  /** Lower-case name for flags and files, such as `adam`. */
  readonly name: string;
  /** Name for people, such as `Adam`. */
  readonly title: string;
  /** The paper, as a short citation. */
  readonly reference: string;
  /** Table of the hyperparameters, the learning rate among them. */
  readonly hyperparameters: HyperparameterTable<HyperparameterValues<Name>>;
  /** Names of the state tensors that each parameter gets, zero at first; default none. */
  readonly state?: readonly StateName[];
  /**
   * Numbers that are the same for all elements and computed once in each step, in 64 bits, by name; default
   * none. What would lose digits in 32 bits, such as `1 - beta2`, belongs here.
   */
  readonly scalars?: { readonly [S in ScalarName]: (step: RuleStep<NoInfer<Name>>) => number };
  /**
   * The rule for one element.
   *
   * @param operands Expressions: the parameter `w`, its gradient `g`, the state tensors, `learningRate` (that of
   * the step), the other hyperparameters and the scalars.
   * @returns The new `w`, and the new value of each state tensor that changes.
   */
  readonly update: (
    operands: Readonly<
      Record<
        "w" | "g" | "learningRate" | NoInfer<Name> | NoInfer<StateName> | NoInfer<ScalarName>,
        Expression
      >
    >,
  ) => { readonly w: Operand } & { readonly [S in NoInfer<StateName>]?: Operand };
}

/**
 * An optimizer whose rule treats every element alike: one compiled pass for each parameter tensor and step.
 *
 * The state tree is `{ step, <state name>: { <parameter name>: tensor } }`; `step` counts this optimizer's own
 * steps, so that a bias correction is right whenever it begins.
 *
 * @param rule Name, hyperparameters, state and formula, see {@linkcode OptimizerRule}.
 * @returns A plugin for the catalogue, or to default-export from a module of one's own.
 * @throws {TypeError} When an operand's name is used twice or is `step`, or the formula assigns to an unknown one.
 *
 * @example Gradient descent on the sign of the gradient
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, ruleOptimizer } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const signDescent = ruleOptimizer({
 *   name: "sign-descent",
 *   title: "Sign descent",
 *   reference: "Bernstein et al. 2018, arXiv:1802.04434",
 *   hyperparameters: {
 *     learningRate: { default: 1e-3, range: [0, 1], scale: "log", doc: "Length of each step." },
 *   },
 *   update: ({ w, g, learningRate }) => ({
 *     w: w.sub(learningRate.mul(g.div(g.abs().max(1e-30)))),
 *   }),
 * });
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, 2, 3], [3], "f64");
 * const gradient = arena.from([9, 0, -0.1], [3], "f64");
 * const optimizer = createOptimizer({
 *   plugin: signDescent,
 *   parameters: [{ name: "w", value, gradient, decays: true }],
 * });
 * optimizer.step({ step: 1, learningRate: 0.5, loss: 0, evaluate: () => 0 });
 * assertEquals([...value.data], [0.5, 2, 3.5]);
 * ```
 */
export function ruleOptimizer<
  Name extends string,
  const StateName extends string = never,
  ScalarName extends string = never,
>(
  rule: OptimizerRule<Name, StateName, ScalarName>,
): OptimizerPlugin<HyperparameterValues<Name>> {
  const { name, title, reference, hyperparameters, state = [], update } = rule;
  const scalars = Object.entries<Scalar["compute"]>(rule.scalars ?? {})
    .map(([name, compute]) => ({ name, compute }));
  if ([...Object.keys(hyperparameters), ...state].includes("step")) {
    throw new TypeError(
      `Optimizer '${name}': expected names other than 'step', got a hyperparameter or state tensor of that name; the number of steps has it`,
    );
  }
  const compiled = pointwise<string, string>({
    name,
    tensors: ["w", "g", ...state],
    scalars: [...Object.keys(hyperparameters), ...scalars.map(({ name }) => name)],
    update,
  });
  return {
    name,
    title,
    reference,
    hyperparameters,
    create: (parameters, values) => {
      const tensors = Object.fromEntries(state.map((each) => [each, allocateAlike(parameters)]));
      const kernels = parameters.map(({ name, value, gradient }) => {
        const own = Object.entries(tensors).map(([each, byName]) => [each, byName[name]]);
        return compiled.bind({ w: value, g: gradient, ...Object.fromEntries(own) });
      });
      return new RuleOptimizer(kernels, scalars, values, tensors);
    },
  };
}

interface Scalar {
  readonly name: string;
  readonly compute: (step: RuleStep<string>) => number;
}

function allocateAlike(parameters: readonly Parameter[]): Record<string, Tensor> {
  return Object.fromEntries(
    parameters.map(({ name, value }) => [name, value.arena.tensor(value.shape, value.dtype)]),
  );
}

class RuleOptimizer implements Optimizer {
  readonly state: StateTree & { step: number };
  readonly #kernels: readonly PointwiseKernel[];
  readonly #scalars: readonly Scalar[];
  /** The step number, hyperparameters and scalars of the present step, in one object that is reused. */
  readonly #values: Record<string, number> & { step: number; learningRate: number };

  constructor(
    kernels: readonly PointwiseKernel[],
    scalars: readonly Scalar[],
    hyperparameters: HyperparameterValues,
    tensors: StateTree,
  ) {
    this.state = { ...tensors, step: 0 };
    this.#kernels = kernels;
    this.#scalars = scalars;
    this.#values = { ...hyperparameters, step: 0 };
    for (const { name } of scalars) this.#values[name] = 0;
  }

  step({ learningRate }: StepContext): void {
    const values = this.#values;
    values.step = this.state.step += 1;
    values.learningRate = learningRate;
    for (const { name, compute } of this.#scalars) values[name] = compute(values);
    for (const kernel of this.#kernels) kernel.run(values);
  }
}
