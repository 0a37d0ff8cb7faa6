import { type Parameter, pointwise, type PointwisePass, type Tensor } from "@descent/core";
import { isLive } from "./_live_values.ts";
import { type CompiledRule, keepCompiledRule } from "./compiled_rule.ts";
import {
  copyWeights,
  type Initial,
  schedulableNames,
  stateTensors,
  stepValues,
  weightExchange,
} from "./_rule_state.ts";
import type {
  ContextNeed,
  HyperparameterValues,
  Optimizer,
  OptimizerPlugin,
  StepContext,
} from "./optimizer_plugin.ts";
import type { OptimizerRule, RuleStep } from "./optimizer_rule.ts";
import { requireFromContext } from "./require_from_context.ts";
import type { StateTree } from "./state_tree.ts";

/**
 * An optimizer whose rule treats every element alike: one compiled pass over all parameters for each step.
 *
 * The state tree is `{ step, <running name>: number, <state name>: { <parameter name>: tensor } }`; `step` counts
 * this optimizer's own steps, so that a bias correction is right whenever it begins. The parameters are all
 * of one element type. A step leaves nothing on the heap but the boxed results of the rule's functions, 16 bytes
 * for each scalar.
 *
 * @category Writing an optimizer
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
  const NoiseName extends string = never,
>(
  rule: OptimizerRule<Name, StateName, ScalarName, RunningName, NoiseName>,
): OptimizerPlugin<HyperparameterValues<Name>> {
  const { name, title, reference, bibtex, hyperparameters, update, evaluated } = rule;
  const { state = [], noise = [] } = rule;
  const needs = [
    ...new Set<ContextNeed>([...rule.needs ?? [], ...noise.length > 0 ? ["random" as const] : []]),
  ];
  const given = Object.keys(hyperparameters);
  const running = numbersOf(rule.running), scalars = numbersOf(rule.scalars);
  const initial = (rule.initial ?? {}) as Readonly<Record<string, Initial>>;
  if ([...given, ...state, ...running.map(({ name }) => name)].includes("step")) {
    throw new TypeError(
      `Optimizer '${name}': expected names other than 'step', got a hyperparameter, state tensor or running number of that name; the number of steps has it`,
    );
  }
  const compiled = pointwise<string, string>({
    name,
    tensors: ["w", "g", ...state, ...noise],
    scalars: [...given, ...[...running, ...scalars].map(({ name }) => name)],
    update: update as never,
  });
  const plugin: OptimizerPlugin<HyperparameterValues<Name>> = {
    name,
    title,
    reference,
    ...(bibtex !== undefined && { bibtex }),
    hyperparameters,
    ...(needs.length > 0 && { needs }),
    schedulable: schedulableNames(hyperparameters, initial),
    create: (parameters, values) => {
      const tensors = stateTensors(parameters, state, initial, values);
      const drawn = stateTensors(parameters, noise, {}, values);
      const bind = (some: readonly Parameter[]) =>
        compiled.bindAll(some.map(({ name, value, gradient }) => ({
          ...{ w: value, g: gradient },
          ...Object.fromEntries(state.map((each) => [each, tensors[each][name]])),
          ...Object.fromEntries(noise.map((each) => [each, drawn[each][name]])),
        })));
      const numbers = Object.fromEntries(running.map(({ name }) => {
        const start = initial[name];
        return [name, typeof start === "function" ? start(values) : 0];
      }));
      const passes = given.includes("weightDecay")
        ? [
          { pass: bind(parameters.filter(({ decays }) => decays)), decays: true },
          { pass: bind(parameters.filter(({ decays }) => !decays)), decays: false },
        ]
        : [{ pass: bind(parameters), decays: true }];
      return new RuleOptimizer({
        passes,
        running,
        scalars,
        hyperparameters: values,
        name,
        needs,
        noise: Object.values(drawn).flatMap((each) => Object.values(each)),
        state: { ...tensors, ...numbers, step: 0 },
        begin: () => copyWeights(parameters, tensors, initial),
        exchange: evaluated === undefined
          ? undefined
          : weightExchange(parameters, tensors[evaluated]),
      });
    },
  };
  keepCompiledRule(plugin as OptimizerPlugin, {
    kernel: compiled,
    state,
    noise,
    running: rule.running as CompiledRule["running"],
    numbers: rule.scalars as CompiledRule["numbers"],
    initial,
    evaluated,
  });
  return plugin;
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

class RuleOptimizer implements Optimizer {
  readonly state: StateTree & { step: number };
  readonly beginEvaluation?: () => void;
  readonly endEvaluation?: () => void;
  readonly #passes: readonly RulePass[];
  readonly #running: readonly StepNumber[];
  readonly #scalars: readonly StepNumber[];
  readonly #begin: () => void;
  readonly #name: string;
  readonly #needsHorizon: boolean;
  readonly #noise: readonly Tensor[];
  readonly #hyperparameters: HyperparameterValues & { readonly weightDecay?: number };
  /** Hyperparameters that may change, and where a pass has them; none without a schedule. */
  readonly #changing: readonly { readonly name: string; readonly place: number }[];
  /** The arguments of the functions that compute a step's numbers, in one object that is reused. */
  readonly #values: ReturnType<typeof stepValues>;
  /** Where a pass has the learning rate, its weight decay and its first running number. */
  readonly #places: Readonly<Record<"learningRate" | "weightDecay" | "running", number>>;

  constructor({ passes, running, scalars, hyperparameters, name, needs, noise, ...rest }: {
    readonly passes: readonly RulePass[];
    readonly running: readonly StepNumber[];
    readonly scalars: readonly StepNumber[];
    readonly hyperparameters: HyperparameterValues & { readonly weightDecay?: number };
    readonly name: string;
    readonly needs: readonly ContextNeed[];
    readonly noise: readonly Tensor[];
    readonly state: StateTree & { step: number };
    readonly begin: () => void;
    readonly exchange: (() => void) | undefined;
  }) {
    const { state, exchange } = rest;
    this.state = state;
    this.#passes = passes;
    this.#running = running;
    this.#scalars = scalars;
    this.#begin = rest.begin;
    this.#name = name;
    this.#needsHorizon = needs.includes("totalSteps");
    this.#noise = noise;
    const names = Object.keys(hyperparameters);
    this.#values = stepValues(hyperparameters, needs);
    this.#hyperparameters = hyperparameters;
    this.#changing = names.flatMap((name, place) =>
      isLive(hyperparameters) && name !== "learningRate" ? [{ name, place }] : []
    );
    for (const { name } of running) this.#values[name] = 0;
    this.#places = {
      learningRate: names.indexOf("learningRate"),
      weightDecay: names.indexOf("weightDecay"),
      running: names.length,
    };
    for (const { pass } of passes) pass.scalars.set(Object.values(hyperparameters));
    if (exchange !== undefined) {
      this.beginEvaluation = this.endEvaluation = () => {
        // Before the first step the state holds no weights.
        if (state.step > 0) exchange();
      };
    }
  }

  step(context: StepContext): void {
    const { learningRate } = context;
    const values = this.#values;
    if (this.state.step === 0) this.#begin();
    values.step = this.state.step += 1;
    values.learningRate = learningRate;
    if (this.#needsHorizon) {
      values.totalSteps = requireFromContext(context, "totalSteps", this.#name);
    }
    if (this.#noise.length > 0) {
      const random = requireFromContext(context, "random", this.#name);
      for (const { data } of this.#noise) random.fillNormal(data as Float32Array | Float64Array);
    }
    const given = this.#hyperparameters as Readonly<Record<string, number>>;
    for (const { name } of this.#changing) values[name] = given[name];
    for (const { name } of this.#running) values[name] = this.state[name] as number;
    for (const { name, compute } of this.#running) {
      values[name] = this.state[name] = compute(values);
    }
    for (const { pass, decays } of this.#passes) {
      const { scalars } = pass;
      for (const { name, place } of this.#changing) scalars[place] = given[name];
      scalars[this.#places.learningRate] = learningRate;
      if (this.#places.weightDecay >= 0) {
        scalars[this.#places.weightDecay] = values.weightDecay = decays ? given.weightDecay : 0;
      }
      let place = this.#places.running;
      for (const { name } of this.#running) scalars[place++] = values[name];
      for (const { compute } of this.#scalars) scalars[place++] = compute(values);
      pass.run();
    }
  }
}

/** A pass over parameters that all decay, or do not. */
interface RulePass {
  readonly pass: PointwisePass;
  readonly decays: boolean;
}
