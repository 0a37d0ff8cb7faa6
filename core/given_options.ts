/**
 * A kind of values of an option, in words and as a test.
 *
 * @category Options
 */
export interface OptionKind {
  /** The wanted values, for messages: `"a text"`. */
  readonly wanted: string;
  /**
   * Whether a value is of the kind.
   *
   * @param value The value.
   */
  readonly fits: (value: unknown) => boolean;
}

/**
 * Names of kinds of values in {@linkcode optionKinds}.
 *
 * @category Options
 */
export type UsualOptionKind =
  | "text"
  | "flag"
  | "number"
  | "count"
  | "seed"
  | "list"
  | "object"
  | "function";

/**
 * Kinds of values that options of many factories have.
 *
 * @category Options
 */
export const optionKinds: Readonly<Record<UsualOptionKind, OptionKind>> = {
  text: { wanted: "a text", fits: (value) => typeof value === "string" },
  flag: { wanted: "true or false", fits: (value) => typeof value === "boolean" },
  number: {
    wanted: "a number",
    fits: (value) => typeof value === "number" && !Number.isNaN(value),
  },
  count: {
    wanted: "a whole number of at least 1",
    fits: (value) => Number.isSafeInteger(value) && (value as number) >= 1,
  },
  seed: {
    wanted: "a whole number of at least 0",
    fits: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  },
  list: {
    wanted: "a list",
    fits: (value) => Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value),
  },
  object: { wanted: "an object", fits: (value) => typeof value === "object" && value !== null },
  function: { wanted: "a function", fits: (value) => typeof value === "function" },
};

/**
 * A kind by its name in {@linkcode optionKinds}, one of one's own, or the words that a choice has.
 *
 * @category Options
 */
export type OptionKindName = UsualOptionKind | OptionKind | readonly string[];

/**
 * The options that a factory was called with, which JavaScript lets be left out, be no object or have values of any kind.
 *
 * @category Options
 * @param factory The name of the factory, for the message.
 * @param options What it was called with.
 * @param kinds The kinds of some options by their names; what is left out, or undefined, has its default. Default none.
 * @param required Names of options that have no default; default none.
 * @returns The options; none where the factory was called without.
 * @throws {TypeError} When they are null, a number, a text or a list, or one is of another kind or missing.
 *
 * @example A factory that can be called in any way
 * ```ts
 * import { givenOptions } from "@descent/core";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const gain = (options: { readonly scale?: number } = {}) => {
 *   const { scale = 2 } = givenOptions("gain", options, { scale: "number" });
 *   return scale;
 * };
 * assertEquals([gain(), gain({ scale: 3 })], [2, 3]);
 * assertThrows(() => gain(null!), TypeError, "gain: expected options in braces, got null");
 * assertThrows(() => gain({ scale: NaN }), TypeError, "gain: expected scale to be a number, got NaN");
 * ```
 */
export function givenOptions<Options extends object>(
  factory: string,
  options: Options,
  kinds: { readonly [Name in keyof Options]?: OptionKindName } = {},
  required: readonly (keyof Options & string)[] = [],
): Options {
  // Without a type checker anything may come.
  const came: unknown = options;
  if (came !== undefined && (typeof came !== "object" || came === null || Array.isArray(came))) {
    throw new TypeError(
      `${factory}: expected options in braces, got ${
        shown(came)
      }; give them by name, as { name: value }`,
    );
  }
  const values = (came ?? {}) as Readonly<Record<string, unknown>>;
  for (const [name, named] of Object.entries<OptionKindName | undefined>(kinds)) {
    const value = values[name];
    if (named === undefined || (value === undefined && !required.includes(name as never))) continue;
    const { wanted, fits } = kindOf(named);
    if (fits(value)) continue;
    throw new TypeError(
      `${factory}: expected ${name} to be ${wanted}, got ${shown(value)}; check the option`,
    );
  }
  return values as Options;
}

function kindOf(named: OptionKindName): OptionKind {
  if (typeof named === "string") return optionKinds[named];
  if ("fits" in named) return named;
  const wanted = `one of ${named.map((word) => `"${word}"`).join(", ")}`;
  return { wanted, fits: (value) => named.includes(value as string) };
}

function shown(value: unknown): string {
  if (typeof value === "string") return `'${value}'`;
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
