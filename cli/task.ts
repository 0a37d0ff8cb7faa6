import type { FlagTable } from "./flag.ts";

/** A command that a person can give: what its help says and what it takes. */
export interface Task<Values = Readonly<Record<string, unknown>>> {
  /** What follows `deno task`: `"compare"`. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly doc: string;
  /** What it takes, in the order of the help. */
  readonly flags: FlagTable<Values>;
  /**
   * Those of the flags that are given by their place and without their name; the last one takes all further words if
   * it may be repeated.
   */
  readonly operands?: readonly string[];
  /**
   * Says of a flag that the task does not have why it has none.
   *
   * @param flag The flag's name in code.
   * @returns A sentence, or `undefined` where there is nothing to say.
   */
  readonly explainUnknownFlag?: (flag: string) => string | undefined;
  /** What else the help says, after the flags. */
  readonly notes?: string;
}
