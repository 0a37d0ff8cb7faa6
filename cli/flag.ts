/**
 * One flag of a task: the one source of its help, its parsing, its validation and its default.
 * {@linkcode numberFlag}, {@linkcode choiceFlag} and their like make them.
 *
 * @category Flags
 */
export interface Flag<T> {
  /** One sentence for the help. */
  readonly doc: string;
  /** Placeholder of the value in the help: `"<number>"`; empty for a switch, which takes none. */
  readonly placeholder: string;
  /** The allowed values in words: `"a whole number from 1 to 64"`. */
  readonly allowed: string;
  /** The allowed words, where there are only so many: what a typing error is compared with. */
  readonly words: readonly string[];
  /** Whether every occurrence counts; of other flags the last one does. */
  readonly repeatable: boolean;
  /** The value when the flag is not given. */
  readonly default: T;
  /** The default in words for the help; empty where there is nothing to say. */
  readonly shownDefault: string;
  /** The value when the flag is not given but `--quick` is; absent where that changes nothing. */
  readonly quick?: T;
  /**
   * Parses the texts that were given.
   *
   * @param texts The text of each occurrence that counts, at least one.
   * @returns The value, or `undefined` when it is not allowed.
   */
  read(texts: readonly string[]): T | undefined;
}

/**
 * Options of flags of every kind.
 *
 * @category Flags
 */
export interface FlagOptions<D> {
  /** One sentence for the help. */
  readonly doc: string;
  /** The value when the flag is not given. */
  readonly default: D;
  /** The default in words, where the value does not say it. */
  readonly shownDefault?: string;
}

/**
 * The values of the flags of a table.
 *
 * @category Flags
 */
export type FlagValues<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends Flag<infer Value> ? Value : never;
};

/**
 * The flags of a task by their names in code: `learningRate` is typed `--learning-rate`.
 *
 * @category Flags
 */
export type FlagTable<Values = Readonly<Record<string, unknown>>> = {
  readonly [Name in keyof Values]: Flag<Values[Name]>;
};

/**
 * The name of a flag as it is typed, without its dashes.
 *
 * @category Flags
 * @param name The name in code.
 * @returns The name on the command line.
 *
 * @example
 * ```ts
 * import { typedName } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(typedName("learningRate"), "learning-rate");
 * ```
 */
export function typedName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
