import type { FlagTable } from "./flag.ts";

/** A command of the command line: its help and its flags. */
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
  /** Further text of the help, after the flags. */
  readonly notes?: string;
}
