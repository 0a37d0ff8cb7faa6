import { type Parameter, pointwise, type PointwisePass, type Tensor } from "@descent/core";
import type {
  HyperparameterValues,
  Optimizer,
  OptimizerPlugin,
  StepContext,
} from "./optimizer_plugin.ts";
import type { OptimizerRule, RuleStep } from "./optimizer_rule.ts";
import type { StateTree } from "./state_tree.ts";

/**
 * An optimizer whose rule treats every element alike: one compiled pass over all parameters for each step.
 *
 * The state tree is `{ step, <running name>: number, <state name>: { <parameter name>: tensor } }`; `step` counts
 * this optimizer's own steps, so that a bias correction is right whenever it begins. The parameters are all
 * of one element type. A step leaves nothing on the heap but the boxed results of the rule's functions, 16 bytes
 * for each scalar.
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
 *   parameters: [{ name: "w", value, gradient, role: "weight", decays: true }],
 * });
 * optimizer.step({ step: 1, learningRate: 0.5 });
 * assertEquals([...value.data], [0.5, 2, 3.5]);
 * ```
 */
export function ruleOptimizer<
  Name extends string,
  const StateName extends string = never,
  ScalarName extends string = never,
  RunningName extends string = never,
>(
  rule: OptimizerRule<Name, StateName, ScalarName, RunningName>,
): OptimizerPlugin<HyperparameterValues<Name>> {
  const { name, title, reference, hyperparameters, state = [], update } = rule;
  const given = Object.keys(hyperparameters);
  const running = numbersOf(rule.running), scalars = numbersOf(rule.scalars);
  const initial: { readonly [name: string]: Compute<HyperparameterValues<Name>> | undefined } =
    rule.initial ?? {};
  if ([...given, ...state, ...running.map(({ name }) => name)].includes("step")) {
    throw new TypeError(
      `Optimizer '${name}': expected names other than 'step', got a hyperparameter, state tensor or running number of that name; the number of steps has it`,
    );
  }
  const compiled = pointwise<string, string>({
    name,
    tensors: ["w", "g", ...state],
    scalars: [...given, ...[...running, ...scalars].map(({ name }) => name)],
    update,
  });
  return {
    name,
    title,
    reference,
    hyperparameters,
    create: (parameters, values) => {
      const start = (name: string) => initial[name]?.(values) ?? 0;
      const tensors = Object.fromEntries(
        state.map((name) => [name, filledAlike(parameters, start(name))]),
      );
      const pass = compiled.bindAll(parameters.map(({ name, value, gradient }) => ({
        ...{ w: value, g: gradient },
        ...Object.fromEntries(state.map((each) => [each, tensors[each][name]])),
      })));
      const numbers = Object.fromEntries(running.map(({ name }) => [name, start(name)]));
      return new RuleOptimizer({
        pass,
        running,
        scalars,
        hyperparameters: values,
        state: { ...tensors, ...numbers, step: 0 },
      });
    },
  };
}

type Compute<Values> = (values: Values) => number;

/** A number that each step computes. */
interface StepNumber {
  readonly name: string;
  readonly compute: Compute<RuleStep<string>>;
}

function numbersOf(table: Readonly<Record<string, StepNumber["compute"]>> = {}): StepNumber[] {
  return Object.entries(table).map(([name, compute]) => ({ name, compute }));
}

function filledAlike(parameters: readonly Parameter[], start: number): Record<string, Tensor> {
  return Object.fromEntries(parameters.map(({ name, value }) => {
    const tensor = value.arena.tensor(value.shape, value.dtype);
    tensor.data.fill(start);
    return [name, tensor];
  }));
}

class RuleOptimizer implements Optimizer {
  readonly state: StateTree & { step: number };
  readonly #pass: PointwisePass;
  readonly #running: readonly StepNumber[];
  readonly #scalars: readonly StepNumber[];
  /** The arguments of the functions that compute a step's numbers, in one object that is reused. */
  readonly #values: Record<string, number> & { step: number; learningRate: number };
  /** Where the pass has the learning rate and its first running number. */
  readonly #places: { readonly learningRate: number; readonly running: number };

  constructor({ pass, running, scalars, hyperparameters, state }: {
    readonly pass: PointwisePass;
    readonly running: readonly StepNumber[];
    readonly scalars: readonly StepNumber[];
    readonly hyperparameters: HyperparameterValues;
    readonly state: StateTree & { step: number };
  }) {
    this.state = state;
    this.#pass = pass;
    this.#running = running;
    this.#scalars = scalars;
    this.#values = { ...hyperparameters, step: 0 };
    for (const { name } of running) this.#values[name] = 0;
    const names = Object.keys(hyperparameters);
    this.#places = { learningRate: names.indexOf("learningRate"), running: names.length };
    this.#pass.scalars.set(Object.values(hyperparameters));
  }

  step({ learningRate }: StepContext): void {
    const { scalars } = this.#pass;
    const values = this.#values;
    values.step = this.state.step += 1;
    values.learningRate = scalars[this.#places.learningRate] = learningRate;
    let place = this.#places.running;
    for (const { name } of this.#running) values[name] = this.state[name] as number;
    for (const { name, compute } of this.#running) {
      scalars[place++] = values[name] = this.state[name] = compute(values);
    }
    for (const { compute } of this.#scalars) scalars[place++] = compute(values);
    this.#pass.run();
  }
}
