import type { FlagTable } from "./flag.ts";

/**
 * Help about things of one kind, each by its name: `--help adam`.
 *
 * @category Tasks
 */
export interface HelpTopics {
  /** The heading above all of them: `"Optimizers and their hyperparameters"`. */
  readonly title: string;
  /** The noun for one of them: `"optimizer"`. */
  readonly noun: string;
  /** The text of each by its name. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * A command of the command line: its help and its flags.
 *
 * @category Tasks
 */
export interface Task<Values = Readonly<Record<string, unknown>>> {
  /** Its name after `deno task`: `"compare"`. */
  readonly name: string;
  /** Its purpose in one sentence, the first line of the help. */
  readonly doc: string;
  /** Its flags, in the order of the help. */
  readonly flags: FlagTable<Values>;
  /**
   * Flags that are given as positional arguments, without their name; the last one takes all further arguments if it may
   * be repeated.
   */
  readonly operands?: readonly string[];
  /**
   * Explains why the task does not have a flag.
   *
   * @param flag The flag's name in code.
   * @returns A sentence, or `undefined` where there is nothing to say.
   */
  readonly explainUnknownFlag?: (flag: string) => string | undefined;
  /** The flags that matter first, which `--help` explains; it names the others. Default all. */
  readonly main?: readonly string[];
  /** Further text of `--help all`, after the flags. */
  readonly notes?: string;
  /** Things that `--help <name>` explains; default none. */
  readonly topics?: HelpTopics;
}
