import type { Problem } from "@descent/problems";
import type { SelectionRecord } from "@descent/reports";

/** Where an optimizer of a third party comes from. */
export interface PluginSource {
  /** Address of the module, as for `import()`. */
  readonly address: string;
  /** SHA-256 of the module's text: a changed rule makes another trial. */
  readonly digest: string;
}

/**
 * One training to be done: a problem, an optimizer with its setting, and a seed.
 *
 * Plain data, so that it can be posted to a worker and told apart from any other trial.
 */
export interface Trial {
  /** The experiment that it belongs to. */
  readonly experiment: string;
  /** What is learned, by which network, for how long. */
  readonly problem: Problem;
  /** The optimizer's name in code and its title for people. */
  readonly optimizer: { readonly name: string; readonly title: string };
  /** Where the optimizer comes from; `null` for those of the catalogue. */
  readonly plugin: PluginSource | null;
  /** A value for every hyperparameter of the optimizer. */
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** What else the experiment varies, for its report: `{ depth: 5 }`. The problem says what it means. */
  readonly variables: Readonly<Record<string, number | string>>;
  /** Seed of every random stream: the same seed gives the same weights and the same batches. */
  readonly seed: number;
  /** `"search"` for choosing a setting, `"final"` for judging it, or a word of the experiment. */
  readonly phase: string;
  /** Why this setting was given a final run; `null` in a search. */
  readonly selection: SelectionRecord | null;
  /** Whether the test set is looked at: never where a setting is still to be chosen. */
  readonly testing: boolean;
}
