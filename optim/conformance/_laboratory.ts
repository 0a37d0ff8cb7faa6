import {
  type Arena,
  type DType,
  type Engine,
  type Parameter,
  type ParameterRole,
  type RandomStream,
  randomStream,
} from "@descent/core";
import { checkHyperparameters } from "../check_hyperparameters.ts";
import { createOptimizer } from "../create_optimizer.ts";
import type { Hyperparameter, Optimizer, OptimizerPlugin } from "../optimizer_plugin.ts";
import { evaluationOf, type Objective, quadratic } from "./_objective.ts";

/** The optimizer to examine, and an engine that nobody else uses. */
export interface Subject {
  readonly plugin: OptimizerPlugin;
  readonly engine: Engine;
}

/** One thing that every optimizer must do. */
export interface ConformanceCheck {
  /** Short name, for the report. */
  readonly name: string;
  /**
   * Examines the optimizer.
   *
   * @returns What was wanted and what came, as a clause that begins with "expected"; undefined when all is well.
   */
  run(subject: Subject): string | undefined;
}

/** Shape and role of a parameter to be made. */
export interface ParameterForm {
  readonly shape: readonly number[];
  readonly role: ParameterRole;
}

/** Parameters of one, two and four axes in every role, as a network has them, one with a single column; 95 elements. */
export const forms: readonly ParameterForm[] = [
  { shape: [5, 3], role: "embedding" },
  { shape: [3, 2, 2, 2], role: "weight" },
  { shape: [3], role: "gain" },
  { shape: [6, 5], role: "weight" },
  { shape: [5], role: "bias" },
  { shape: [4, 4], role: "output" },
  { shape: [2, 1], role: "output" },
];

/** Options of {@linkcode setUp}. */
export interface SetUpOptions {
  /** Default {@linkcode forms}. */
  readonly parameters?: readonly ParameterForm[];
  readonly dtype?: DType;
  /** Whether weight decay applies; default to all but biases and gains. */
  readonly decays?: boolean;
  /** First values by place in the list of all elements; default {@linkcode startAt}. */
  readonly start?: (index: number) => number;
  /** The function to minimize; default {@linkcode quadratic}. */
  readonly objective?: Objective;
  /** The learning rate as the hyperparameter; default the table's default. */
  readonly learningRate?: number;
  /** Seed of the optimizer's stream; default 1. */
  readonly seed?: number;
}

/** An optimizer at work on parameters and the objective that gives their gradients. */
export interface Laboratory {
  readonly parameters: readonly Parameter[];
  readonly optimizer: Optimizer;
  /** Writes the gradients at the present values and returns the loss. */
  readonly evaluate: () => number;
  /** The stream of the optimizer's draws. */
  readonly random: RandomStream;
}

/** Parameters, and an optimizer on them with an objective. */
export function setUp(
  { plugin }: Subject,
  arena: Arena,
  { objective = quadratic, learningRate, seed = 1, ...options }: SetUpOptions = {},
): Laboratory {
  const parameters = makeParameters(arena, options);
  const hyperparameters = learningRate === undefined ? {} : ratesAt(plugin, learningRate);
  return {
    parameters,
    optimizer: createOptimizer({ plugin, parameters, hyperparameters }),
    evaluate: evaluationOf(parameters, objective),
    random: randomStream({ seed }),
  };
}

/** The learning rate, and those of roles in the same ratio to it as by default. */
function ratesAt(plugin: OptimizerPlugin, learningRate: number): Record<string, number> {
  const factor = learningRate / defaultRate(plugin);
  const ofRoles = Object.entries<Hyperparameter>(plugin.hyperparameters)
    .filter(([name]) => name.endsWith("LearningRate"))
    .map(([name, row]) => [name, Math.min(row.range[1], factor * row.default)]);
  return { ...Object.fromEntries(ofRoles), learningRate };
}

/** Values from -2 to 2 that f32 holds exactly, none of them 0. */
export function startAt(index: number): number {
  return Math.fround(2 * Math.cos(1 + index));
}

/** Parameters with their first values. */
export function makeParameters(
  arena: Arena,
  { parameters = forms, dtype = "f32", decays, start = startAt }: Omit<
    SetUpOptions,
    "objective" | "learningRate" | "seed"
  > = {},
): Parameter[] {
  let place = 0;
  return parameters.map(({ shape, role }, which) => {
    const value = arena.tensor(shape, dtype), gradient = arena.tensor(shape, dtype);
    for (let index = 0; index < value.size; index++) value.data[index] = start(place++);
    return {
      name: `p${which}.${role}`,
      value,
      gradient,
      role,
      decays: decays ?? (role !== "bias" && role !== "gain"),
    };
  });
}

/** Steps `first` to `last` at one learning rate. */
export function makeSteps(
  { optimizer, evaluate, random }: Omit<Laboratory, "parameters">,
  { first = 1, last, learningRate, totalSteps = horizon }: {
    readonly first?: number;
    readonly last: number;
    readonly learningRate: number;
    readonly totalSteps?: number;
  },
): void {
  for (let step = first; step <= last; step++) {
    optimizer.step({ step, learningRate, loss: evaluate(), evaluate, totalSteps, random });
  }
}

/** The steps that a rule is told of where a check makes fewer. */
export const horizon = 100;

/** The default of the table. */
export function defaultRate(plugin: OptimizerPlugin): number {
  return checkHyperparameters(plugin).learningRate;
}

/** All values, one parameter after the other. */
export function valuesOf(parameters: readonly Parameter[]): number[] {
  return parameters.flatMap(({ value }) => [...value.data]);
}

/** Where two lists first differ in a bit, as a clause, or undefined when they are the same. */
export function firstDifference(
  came: readonly number[],
  wanted: readonly number[],
): string | undefined {
  const index = came.findIndex((value, index) => !Object.is(value, wanted[index]));
  return index < 0 ? undefined : `${wanted[index]}, got ${came[index]} in element ${index}`;
}
