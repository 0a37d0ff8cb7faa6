import type { ModuleSource, ProblemChoice } from "@descent/problems";
import type { OtherTrainingRecord, SelectionRecord } from "@descent/reports/record";
import type { Observation } from "../training/observe.ts";

/**
 * One training to be done: a problem, an optimizer with its setting, and a seed.
 *
 * Plain data, so that it can be posted to a worker and told apart from any other trial.
 *
 * @category Trials
 */
export interface Trial {
  /** The experiment that it belongs to. */
  readonly experiment: string;
  /** The problem with its options and budget. */
  readonly problem: ProblemChoice;
  /** The optimizer's name in code and its title for people. */
  readonly optimizer: { readonly name: string; readonly title: string };
  /** Where the optimizer comes from; `null` for those of the catalogue. */
  readonly plugin: ModuleSource | null;
  /** A value for every hyperparameter of the optimizer. */
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** Anything else that the experiment varies, for its report: `{ depth: 5 }`. The problem has its effect. */
  readonly variables: Readonly<Record<string, number | string>>;
  /** Seed of every random stream: the same seed gives the same initial weights and the same minibatches. */
  readonly seed: number;
  /** `"search"` for choosing a setting, `"final"` for judging it, or a word of the experiment. */
  readonly phase: string;
  /** Why this setting was given a final run; `null` in a search. */
  readonly selection: SelectionRecord | null;
  /** Whether the test part is looked at: never where a setting is still to be chosen. */
  readonly testing: boolean;
  /** Measurements at each evaluation besides losses and metrics. */
  readonly observe: readonly Observation[];
  /**
   * Other trainings of the same problem and seed, by optimizers of the catalogue: once all have trained, the loss along lines
   * and planes between the solutions is looked at, see {@linkcode lossLandscape}. Absent where it is not.
   */
  readonly landscape?: readonly OtherTrainingRecord[];
}
