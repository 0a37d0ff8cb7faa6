import type { Parameter, RandomStream } from "@descent/core";
import type { StateTree } from "./state_tree.ts";

/**
 * Lowest and highest value that a search draws.
 *
 * @category Writing an optimizer
 */
export type SearchBounds = readonly [lowest: number, highest: number];

/**
 * The distribution that a search draws a hyperparameter from; all of it lies in the hyperparameter's range.
 *
 * @category Writing an optimizer
 */
export type SearchDistribution =
  /** The same chance for equal differences. */
  | { readonly uniform: SearchBounds }
  /** The same chance for equal ratios; with the chance `zero`, default 0, the value is 0 instead. */
  | { readonly logUniform: SearchBounds; readonly zero?: number }
  /** The distance from 1 is log-uniform between the bounds, as suits decay rates of averages. */
  | { readonly oneMinusLogUniform: SearchBounds }
  /** The same chance for each value. */
  | { readonly choice: readonly number[] };

/**
 * One adjustable number of an optimizer: the source of defaults, validation, help, search and columns.
 *
 * @category Writing an optimizer
 */
export interface Hyperparameter {
  /** The value of a setting that gives none. */
  readonly default: number;
  /** Smallest and largest value that is accepted, both included. */
  readonly range: readonly [minimum: number, maximum: number];
  /** Spacing of the values that a search tries; `"log"` needs a default above 0. */
  readonly scale: "log" | "linear";
  /**
   * Where a search draws values from; default see {@linkcode searchDistribution}. The learning rate has none: for every
   * optimizer it is searched over as many decades around the problem's rate.
   */
  readonly search?: SearchDistribution;
  /** One sentence for help text and reports. */
  readonly doc: string;
  /** Whether only whole numbers are accepted; default false. */
  readonly whole?: boolean;
  /** The words of a choice, whose values are their places from 0; a switch has `["off", "on"]`. Default none. */
  readonly choices?: readonly string[];
}

/**
 * The table of an optimizer's hyperparameters, by camelCase name.
 *
 * @category Writing an optimizer
 */
export type HyperparameterTable<H> = { readonly [K in keyof H]: Hyperparameter };

/**
 * The values of an optimizer's hyperparameters; every optimizer has a learning rate.
 *
 * @category Writing an optimizer
 */
export interface Hyperparameters {
  /** Base learning rate, which the schedule scales; {@linkcode StepContext} has the rate of each step. */
  readonly learningRate: number;
}

/**
 * Values of a learning rate and of the hyperparameters with these names.
 *
 * @category Writing an optimizer
 */
export type HyperparameterValues<Name extends string = never> = Readonly<
  Record<Name | "learningRate", number>
>;

/**
 * The hyperparameters of a wrapped optimizer and the one that the wrapper adds.
 *
 * @category Writing an optimizer
 */
export type WithHyperparameter<H extends Hyperparameters, Name extends string> =
  & H
  & Readonly<Record<Name, number>>;

/**
 * The facts of one step, as a trainer gives them to an optimizer.
 *
 * @category Writing an optimizer
 */
export interface StepContext {
  /** Number of this step, from 1. */
  readonly step: number;
  /** The learning rate of this step, base rate times learning-rate schedule, at least 0. */
  readonly learningRate: number;
  /** The loss of the minibatch whose gradients stand in the parameters; needed only by rules that read it. */
  readonly loss?: number | undefined;
  /**
   * Runs the same minibatch again at the parameters' present values, refreshing the gradients, and returns the loss;
   * needed only by rules that call it, such as line searches. It repeats the step's random draws, such as dropout
   * masks, and leaves buffers, such as running statistics, as they were: at the values of the step it returns the
   * step's loss, bit for bit.
   *
   * A rule that cannot do without takes it by {@linkcode requireFromContext}.
   */
  readonly evaluate?: (() => number) | undefined;
  /** Steps of the whole training, the horizon, from 1; needed only by rules that plan ahead. A training may end before. */
  readonly totalSteps?: number | undefined;
  /**
   * The stream of the rule's own random draws; needed only by rules that draw. A trainer seeds it and keeps its place in
   * checkpoints, so that a rule that draws from nothing else makes the same steps again.
   */
  readonly random?: RandomStream | undefined;
}

/**
 * A field of a {@linkcode StepContext} that changes the steps of the rules that need it alone.
 *
 * @category Writing an optimizer
 */
export type ContextNeed = "totalSteps" | "random";

/**
 * An optimizer at work on one list of parameters.
 *
 * @category Writing an optimizer
 */
export interface Optimizer {
  /**
   * Reads the gradients, which it leaves as they are, and writes the parameter values.
   *
   * @param context Step number, learning rate and, for rules that need them, loss and a way to evaluate again.
   */
  step(context: StepContext): void;
  /**
   * Puts into the parameters the values that are to be evaluated, saved and exported, where those are not the ones that
   * are trained: averages of the weights, or the evaluation point of a schedule-free method. Left out by optimizers
   * that train what they evaluate.
   *
   * {@linkcode withEvaluationView} calls it together with {@linkcode Optimizer.endEvaluation}. No step is made between
   * them, and nothing writes to the parameters; a state to continue from is saved outside.
   */
  beginEvaluation?(): void;
  /** Puts back the trained values: with it, parameters and state have every bit from before the begin. */
  endEvaluation?(): void;
  /**
   * Everything that the next steps depend on besides the parameters, live: the same object throughout, whose
   * tensors and numbers {@linkcode saveState} copies out and {@linkcode restoreState} writes back.
   */
  readonly state: StateTree;
}

/**
 * A setting at which a rule makes the same steps as another one: Lion with β₁ = β₂ is Signum.
 *
 * @category Writing an optimizer
 */
export interface PluginIdentity {
  /** Its hyperparameters that differ from the defaults there. */
  readonly at: Readonly<Record<string, number>>;
  /** The other rule. */
  readonly rule: OptimizerPlugin;
  /** The other rule's hyperparameters that differ from its defaults; default none. */
  readonly ruleAt?: Readonly<Record<string, number>>;
  /** Largest distance between their weights, relative to the way that they go in ten steps; default 1e-9. */
  readonly tolerance?: number;
}

/**
 * An update rule that the laboratory can use: a built-in one, or a module of a third party that
 * default-exports one. Most are a few lines with {@linkcode ruleOptimizer}.
 *
 * @category Writing an optimizer
 */
export interface OptimizerPlugin<H extends Hyperparameters = Hyperparameters> {
  /** Lower-case name for flags and files, such as `adam`: letters, digits and hyphens. */
  readonly name: string;
  /** Name for people, such as `Adam`. */
  readonly title: string;
  /** The paper, as a short citation. */
  readonly reference: string;
  /** BibTeX of the papers, which `bibtexEntries` reads, for methods sections; default none. */
  readonly bibtex?: string;
  /** Table of the hyperparameters. */
  readonly hyperparameters: HyperparameterTable<H>;
  /**
   * The learning-rate schedule that the rule is made for: the problem's (the default), a constant rate, or none, as it finds
   * the length of its steps itself.
   */
  readonly schedule?: "problem" | "constant" | "own";
  /**
   * The courses of the learning rate that its authors give it, without a warm-up, as texts for `parseSchedule`, where a
   * comparison leaves the schedule to the rule; at least one, the usual one first. Default a constant rate where `schedule`
   * says so, else the comparison's own choice.
   */
  readonly schedules?: readonly string[];
  /**
   * How often a step evaluates loss and gradient, the trainer's own time included; default 1. A budget that counts
   * evaluations gives a rule that evaluates twice half the steps.
   */
  readonly evaluationsPerStep?: number;
  /**
   * The parts of the context that its steps need besides number, rate, loss and evaluation; default nothing. Its conformance suite
   * makes sure that nothing else changes them.
   */
  readonly needs?: readonly ContextNeed[];
  /**
   * The hyperparameters that each step reads anew from the values given to `create`, so that {@linkcode scheduled} can change
   * them; default none. Not the learning rate, which has the training's schedule.
   */
  readonly schedulable?: readonly string[];
  /** The optimizer that it is apart from hyperparameters held at these values, as {@linkcode fixed} makes one; default none. */
  readonly fixed?: {
    readonly plugin: OptimizerPlugin;
    readonly values: Readonly<Record<string, number>>;
  };
  /**
   * Whether rounding grows in it, as where a rate is estimated from the first tiny steps, or a basis is chosen where all do;
   * default false. f32 and f64 then need only go down alike.
   */
  readonly amplifiesRounding?: boolean;
  /** Rules that it contains, which its conformance is checked against; left out where it contains none that is known. */
  readonly identities?: readonly PluginIdentity[];
  /**
   * The title of another rule that it is the same as on some parameters: a rule for matrices where there are none. Left
   * out by rules that are themselves everywhere.
   *
   * @param parameters What is to be updated.
   * @returns The title, or undefined when it is a rule of its own there.
   */
  reducesTo?(parameters: readonly Parameter[]): string | undefined;
  /**
   * Makes an optimizer. {@linkcode createOptimizer} is the checked way to call this.
   *
   * @param parameters What to update; each value, its gradient and its state have one shape and dtype.
   * @param hyperparameters Values within the table's ranges.
   * @returns An optimizer with fresh state, which lives in the arenas of the parameters.
   */
  create(parameters: readonly Parameter[], hyperparameters: H): Optimizer;
}
