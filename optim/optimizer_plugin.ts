import type { Parameter, Tensor } from "@descent/core";

/** One adjustable number of an optimizer: the source of defaults, validation, help, search and columns. */
export interface Hyperparameter {
  /** The value when nothing else is said. */
  readonly default: number;
  /** Smallest and largest value that is accepted, both included. */
  readonly range: readonly [minimum: number, maximum: number];
  /** How a search spaces its values. */
  readonly scale: "log" | "linear";
  /** One sentence for help text and reports. */
  readonly doc: string;
}

/** The table of an optimizer's hyperparameters, by name. */
export type HyperparameterTable<H> = { readonly [K in keyof H]: Hyperparameter };

/** What an optimizer is told at each step. */
export interface StepContext {
  /** Number of this step, from 1. */
  readonly step: number;
  /** The learning rate that the schedule gives for this step. */
  readonly learningRate: number;
  /** The loss of the batch whose gradients stand in the parameters. */
  readonly loss: number;
  /**
   * Runs the same batch again at the parameters' present values, refreshing the gradients.
   *
   * @returns The loss there.
   */
  evaluate(): number;
}

/** Named tensors and numbers, nested: what must be saved to continue a run exactly. */
export interface StateTree {
  readonly [name: string]: Tensor | number | StateTree;
}

/** An optimizer at work on one list of parameters. */
export interface Optimizer {
  /**
   * Reads the gradients and writes the parameter values.
   *
   * @param context Step number, learning rate, loss and a way to evaluate again.
   */
  step(context: StepContext): void;
  /** What must be saved to continue exactly; tensors are live, numbers are read at the time of the call. */
  readonly state: StateTree;
  /**
   * Continues from a saved state.
   *
   * @param state A tree of the same form as `state`.
   * @throws {TypeError} When the form differs.
   */
  restore(state: StateTree): void;
}

/** The names and values of an optimizer's hyperparameters; every optimizer has a learning rate. */
export interface Hyperparameters {
  /** Step size. */
  readonly learningRate: number;
}

/**
 * An update rule that the laboratory can use: a built-in one, or a module of a third party that
 * default-exports one.
 */
export interface OptimizerPlugin<H extends Hyperparameters = Hyperparameters> {
  /** Lower-case name for flags and files, such as `adam`. */
  readonly name: string;
  /** Name for people, such as `Adam`. */
  readonly title: string;
  /** The paper, as a short citation. */
  readonly reference: string;
  /** Table of the hyperparameters. */
  readonly hyperparameters: HyperparameterTable<H>;
  /**
   * Begins to optimize.
   *
   * @param parameters What to update.
   * @param hyperparameters Values within the table's ranges.
   * @returns An optimizer with fresh state.
   */
  create(parameters: readonly Parameter[], hyperparameters: H): Optimizer;
}
