import type { FlagTable } from "@descent/cli";
import type { FileContent, Page, Run } from "@descent/reports";
import type { CommonValues } from "./common_flags.ts";
import type { KnownOptimizer } from "./known_optimizers.ts";
import type { KnownProblem } from "./known_problems.ts";
import type { Laboratory } from "./laboratory.ts";

/**
 * The plugins that an experiment can use.
 *
 * @category Experiments
 */
export interface KnownPlugins {
  /** The optimizers that can be chosen: the catalogue's, then third parties'. */
  readonly optimizers: readonly KnownOptimizer[];
  /** The problems that the command line names; the first of the catalogue where it names none. */
  readonly problems: readonly KnownProblem[];
}

/**
 * An experiment's surroundings while it runs.
 *
 * @category Experiments
 */
export interface ExperimentContext<Values> extends KnownPlugins {
  /** Where it runs its trials. */
  readonly laboratory: Laboratory;
  /** The values of the common flags and of its own. */
  readonly values: CommonValues & Values;
}

/**
 * The result of an experiment.
 *
 * @category Experiments
 */
export interface ExperimentResult {
  /** Every trial that the report rests on. */
  readonly runs: readonly Run[];
  /** The report. */
  readonly page: Page;
  /** Further pages beside it by name, to which it leads; default none. */
  readonly pages?: Readonly<Record<string, Page>>;
  /** The files beside the page, by name; default the trials and their metrics as CSV, with a schema. */
  readonly files?: Readonly<Record<string, FileContent>>;
}

/**
 * An experiment: a question, the trials that answer it, and the report of them.
 *
 * {@linkcode runExperiment} makes a program of it.
 *
 * @category Experiments
 */
export interface Experiment<Values> {
  /** Its name on the command line and of its folders: `"compare"`. */
  readonly name: string;
  /** The question that it answers, in one sentence. */
  readonly doc: string;
  /**
   * Its own flags, besides the common ones.
   *
   * @param known The optimizers that can be chosen and the problems that were.
   * @returns The table.
   */
  flags(known: KnownPlugins): FlagTable<Values>;
  /**
   * Explains why it does not have a flag.
   *
   * @param flag The flag's name in code.
   * @param known The optimizers that can be chosen and the problems that were.
   * @returns A sentence, or `undefined` where there is nothing to say.
   */
  explainUnknownFlag?(flag: string, known: KnownPlugins): string | undefined;
  /**
   * Whether the parts of a run (`Shard`) are whole problems, as where trials rest on what several optimizers found; default
   * they are an optimizer on a problem each.
   *
   * @param values The values of the common flags and of its own.
   * @returns Whether.
   */
  keepsProblems?(values: CommonValues & Values): boolean;
  /**
   * Runs the trials, in as many stages as it takes, and makes the report.
   *
   * @param context The laboratory, the plugins and the values of the flags.
   * @returns The trials and the page.
   * @throws {TaskError} When values of the flags do not fit together.
   */
  run(context: ExperimentContext<Values>): Promise<ExperimentResult>;
}
