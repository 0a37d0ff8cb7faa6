import {
  absoluteSum,
  norm,
  type Parameter,
  pointwise,
  type PointwisePass,
  type PointwiseRule,
  sum,
  type Tensor,
} from "@descent/core";
import { isLive } from "./_live_values.ts";
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
import type { RuleStage, StagedRule, StageMeasure } from "./staged_rule.ts";
import { requireFromContext } from "./require_from_context.ts";
import type { StateTree } from "./state_tree.ts";

/** Whose norms and sums are measured together: those of one tensor, or all. */
export type Scope = "tensor" | "all";

/** The plugin of a rule in stages. */
export function stagedPlugin<
  Name extends string,
  StateName extends string,
  ScratchName extends string,
  NumberName extends string,
>(
  rule: StagedRule<Name, StateName, ScratchName, NumberName>,
  scope: Scope,
): OptimizerPlugin<HyperparameterValues<Name>> {
  const { name, title, reference, bibtex, hyperparameters, evaluated, needs = [] } = rule;
  const state = rule.state ?? [], scratch = rule.scratch ?? [];
  const given = Object.keys(hyperparameters), numbers = Object.keys(rule.numbers ?? {});
  const initial = (rule.initial ?? {}) as Readonly<Record<string, Initial>>;
  const compiled: CompiledStage[] = rule.stages.map(({ prepare, update }) => ({
    prepare: prepare as CompiledStage["prepare"],
    rule: update === undefined ? undefined : pointwise<string, string>({
      name,
      tensors: ["w", "g", ...state, ...scratch],
      scalars: [...given, ...numbers],
      update: update as never,
    }),
  }));
  return {
    name,
    title,
    reference,
    ...(bibtex !== undefined && { bibtex }),
    hyperparameters,
    ...(needs.length > 0 && { needs }),
    schedulable: schedulableNames(hyperparameters, { ...initial, ...rule.numbers }),
    create: (parameters, values) => {
      const tensors = stateTensors(parameters, state, initial, values);
      const all = { ...tensors, ...stateTensors(parameters, scratch, {}, values) };
      const firstNumbers = () =>
        Object.fromEntries(
          Object.entries(
            (rule.numbers ?? {}) as Readonly<
              Record<string, number | Exclude<Initial, "w" | undefined>>
            >,
          ).map((
            [name, start],
          ) => [name, typeof start === "number" ? start : start(values)]),
        );
      const groups = (scope === "all" ? [parameters] : parameters.map((each) => [each])).map(
        (parameters) =>
          makeGroup({ parameters, tensors: all, compiled, values, numbers: firstNumbers() }),
      );
      const kept: StateTree = { ...tensors };
      if (numbers.length > 0 && scope === "all") kept.numbers = groups[0].numbers;
      if (numbers.length > 0 && scope === "tensor") {
        kept.numbers = Object.fromEntries(
          groups.map(({ numbers }, which) => [parameters[which].name, numbers]),
        );
      }
      return new StagedOptimizer({
        groups,
        hyperparameters: values,
        name,
        needs,
        state: { ...kept, step: 0 },
        begin: () => copyWeights(parameters, tensors, initial),
        exchange: evaluated === undefined
          ? undefined
          : weightExchange(parameters, tensors[evaluated]),
      });
    },
  };
}

type Prepare = RuleStage<string, string, string>["prepare"];

interface CompiledStage {
  readonly prepare: Prepare;
  readonly rule: PointwiseRule<string, string> | undefined;
}

/** Parameters whose norms and sums are measured together. */
interface Group {
  readonly numbers: Record<string, number>;
  readonly stages: readonly BoundStage[];
  readonly measure: StageMeasure<string>;
  /** Whether the rule's numbers have the weight decay; else theirs is 0. */
  readonly decays: boolean;
}

interface BoundStage {
  readonly prepare: Prepare;
  readonly passes: readonly { readonly pass: PointwisePass; readonly decays: boolean }[];
}

function makeGroup({ parameters, tensors, compiled, values, numbers }: {
  readonly parameters: readonly Parameter[];
  readonly tensors: Readonly<Record<string, Readonly<Record<string, Tensor>>>>;
  readonly compiled: readonly CompiledStage[];
  readonly values: HyperparameterValues & { readonly weightDecay?: number };
  readonly numbers: Record<string, number>;
}): Group {
  const setOf = ({ name, value, gradient }: Parameter) => ({
    w: value,
    g: gradient,
    ...Object.fromEntries(Object.entries(tensors).map(([state, each]) => [state, each[name]])),
  });
  const parts = [true, false].map((wanted) => parameters.filter(({ decays }) => decays === wanted));
  const stages = compiled.map(({ prepare, rule }) => ({
    prepare,
    passes: rule === undefined ? [] : parts.flatMap((part, which) => {
      if (part.length === 0) return [];
      const pass = rule.bindAll(part.map(setOf));
      const scalars = {
        ...values,
        ...("weightDecay" in values && which === 1 && { weightDecay: 0 }),
      };
      pass.scalars.set(Object.values(scalars));
      return [{ pass, decays: which === 0 }];
    }),
  }));
  return {
    numbers,
    stages,
    measure: new GroupMeasure(parameters.map(setOf)),
    decays: parameters.some(({ decays }) => decays),
  };
}

class GroupMeasure implements StageMeasure<string> {
  readonly size: number;
  readonly #sets: readonly Readonly<Record<string, Tensor>>[];

  constructor(sets: readonly Readonly<Record<string, Tensor>>[]) {
    this.#sets = sets;
    this.size = sets.reduce((total, { w }) => total + w.size, 0);
  }

  norm(name: string): number {
    let length = 0;
    for (const set of this.#sets) length = Math.hypot(length, norm(set[name]));
    return length;
  }

  sum(name: string): number {
    let total = 0;
    for (const set of this.#sets) total += sum(set[name]);
    return total;
  }

  absoluteSum(name: string): number {
    let total = 0;
    for (const set of this.#sets) total += absoluteSum(set[name]);
    return total;
  }
}

class StagedOptimizer implements Optimizer {
  readonly state: StateTree & { step: number };
  readonly beginEvaluation?: () => void;
  readonly endEvaluation?: () => void;
  readonly #groups: readonly Group[];
  readonly #begin: () => void;
  /** The arguments of `prepare`, in one object that is reused. */
  readonly #values: ReturnType<typeof stepValues>;
  readonly #name: string;
  readonly #needsHorizon: boolean;
  readonly #hyperparameters: HyperparameterValues;
  /** Hyperparameters that may change, and where a pass has them; none without a schedule. */
  readonly #changing: readonly { readonly name: string; readonly place: number }[];
  readonly #learningRatePlace: number;
  readonly #numbersPlace: number;

  constructor({ groups, hyperparameters, name, needs, state, begin, exchange }: {
    readonly groups: readonly Group[];
    readonly hyperparameters: HyperparameterValues;
    readonly name: string;
    readonly needs: readonly ContextNeed[];
    readonly state: StateTree & { step: number };
    readonly begin: () => void;
    readonly exchange: (() => void) | undefined;
  }) {
    this.state = state;
    this.#groups = groups;
    this.#begin = begin;
    this.#values = stepValues(hyperparameters, needs);
    this.#name = name;
    this.#needsHorizon = needs.includes("totalSteps");
    this.#hyperparameters = hyperparameters;
    const names = Object.keys(hyperparameters);
    this.#changing = names.flatMap((name, place) =>
      isLive(hyperparameters) && name !== "learningRate" ? [{ name, place }] : []
    );
    this.#learningRatePlace = names.indexOf("learningRate");
    this.#numbersPlace = names.length;
    if (exchange !== undefined) {
      this.beginEvaluation = this.endEvaluation = () => {
        if (state.step > 0) exchange();
      };
    }
  }

  step(context: StepContext): void {
    if (this.state.step === 0) this.#begin();
    const { learningRate } = context, values = this.#values;
    values.step = this.state.step += 1;
    values.learningRate = learningRate;
    if (this.#needsHorizon) {
      values.totalSteps = requireFromContext(context, "totalSteps", this.#name);
    }
    const given = this.#hyperparameters as unknown as Readonly<Record<string, number>>;
    for (const { name } of this.#changing) values[name] = given[name];
    for (const { numbers, stages, measure, decays } of this.#groups) {
      if ("weightDecay" in values) values.weightDecay = decays ? given.weightDecay : 0;
      for (const { prepare, passes } of stages) {
        prepare?.(numbers, this.#values, measure);
        for (const { pass, decays } of passes) {
          for (const { name, place } of this.#changing) {
            pass.scalars[place] = name === "weightDecay" && !decays ? 0 : given[name];
          }
          pass.scalars[this.#learningRatePlace] = learningRate;
          let place = this.#numbersPlace;
          for (const name in numbers) pass.scalars[place++] = numbers[name];
          pass.run();
        }
      }
    }
  }
}
