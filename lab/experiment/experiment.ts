import type { FlagTable } from "@descent/cli";
import type { Page, Run } from "@descent/reports";
import type { CommonValues } from "./common_flags.ts";
import type { KnownOptimizer } from "./known_optimizers.ts";
import type { Laboratory } from "./laboratory.ts";

/** What an experiment has at hand while it runs. */
export interface ExperimentContext<Values> {
  /** Where it runs its trials. */
  readonly laboratory: Laboratory;
  /** The optimizers that can be chosen. */
  readonly optimizers: readonly KnownOptimizer[];
  /** The values of the common flags and of its own. */
  readonly values: CommonValues & Values;
}

/** What an experiment comes to. */
export interface ExperimentResult {
  /** Every trial that the report rests on. */
  readonly runs: readonly Run[];
  /** What to say and to show. */
  readonly page: Page;
}

/**
 * An experiment: a question, the trials that answer it, and what to show of them.
 *
 * {@linkcode runExperiment} makes a program of it.
 */
export interface Experiment<Values> {
  /** What it is called on the command line, and the name of its folders: `"compare"`. */
  readonly name: string;
  /** The question that it answers, in one sentence. */
  readonly doc: string;
  /**
   * Its own flags, besides the common ones.
   *
   * @param optimizers The optimizers that can be chosen, plugins among them.
   * @returns The table.
   */
  flags(optimizers: readonly KnownOptimizer[]): FlagTable<Values>;
  /**
   * Runs the trials, in as many stages as it takes, and says what to show.
   *
   * @param context The laboratory, the optimizers and the values of the flags.
   * @returns The trials and the page.
   * @throws {TaskError} When values of the flags do not fit together.
   */
  run(context: ExperimentContext<Values>): Promise<ExperimentResult>;
}
