import type { Arena, DType, Engine, Parameter } from "@descent/core";
import { checkHyperparameters } from "../check_hyperparameters.ts";
import { createOptimizer } from "../create_optimizer.ts";
import type { Optimizer, OptimizerPlugin } from "../optimizer_plugin.ts";

/** What each check gets: the optimizer to examine and an engine that nobody else uses. */
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

/** How {@linkcode setUp} begins. */
export interface SetUpOptions {
  /** Elements of each parameter. */
  readonly sizes: readonly number[];
  readonly dtype?: DType;
  readonly decays?: boolean;
  /** The learning rate as the hyperparameter; default the table's default. */
  readonly learningRate?: number;
}

/** An optimizer at work on parameters whose gradients the check writes. */
export interface Laboratory {
  readonly parameters: readonly Parameter[];
  readonly optimizer: Optimizer;
}

/** Parameters from -2 to 2 that f32 holds exactly, and an optimizer on them. */
export function setUp(
  { plugin }: Subject,
  arena: Arena,
  { sizes, dtype = "f32", decays = true, learningRate }: SetUpOptions,
): Laboratory {
  const parameters = makeParameters(arena, sizes, dtype, decays);
  const hyperparameters = learningRate === undefined ? {} : { learningRate };
  return { parameters, optimizer: createOptimizer({ plugin, parameters, hyperparameters }) };
}

/** Parameters with values from -2 to 2 that f32 holds exactly. */
export function makeParameters(
  arena: Arena,
  sizes: readonly number[],
  dtype: DType,
  decays: boolean,
): Parameter[] {
  return sizes.map((size, which) => {
    const value = arena.tensor([size], dtype);
    const gradient = arena.tensor([size], dtype);
    for (let index = 0; index < size; index++) {
      value.data[index] = Math.fround(2 * Math.cos(1 + index + 7 * which));
    }
    return { name: `p${which}`, value, gradient, role: decays ? "weight" : "bias", decays };
  });
}

/**
 * Steps `first` to `last` on gradients that f32 holds exactly and that keep their sign in each element, so that
 * no rule's decision hangs on a rounding.
 */
export function stepOnGivenGradients(
  { parameters, optimizer }: Laboratory,
  { first = 1, last, learningRate, scale = 1 }: {
    readonly first?: number;
    readonly last: number;
    readonly learningRate: number;
    readonly scale?: number;
  },
): void {
  for (let step = first; step <= last; step++) {
    parameters.forEach(({ gradient }, which) => {
      for (let index = 0; index < gradient.size; index++) {
        const sign = (index + which) % 2 === 0 ? 1 : -1;
        gradient.data[index] = Math.fround(sign * scale * (1.5 + Math.sin(index + which + step)));
      }
    });
    optimizer.step({ step, learningRate, loss: 1, evaluate: () => 1 });
  }
}

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
