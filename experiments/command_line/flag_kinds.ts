import type { Flag } from "./flag.ts";

/** What flags of every kind are made with. */
export interface FlagOptions<D> {
  /** One sentence for the help. */
  readonly doc: string;
  /** The value when the flag is not given. */
  readonly default: D;
  /** The default in words, where the value does not say it. */
  readonly shownDefault?: string;
}

/** What a flag of numbers is made with. */
export interface NumberFlagOptions<D> extends FlagOptions<D> {
  /** The smallest allowed value. */
  readonly minimum: number;
  /** The largest allowed value. */
  readonly maximum: number;
  /** The value under `--quick`; absent: no other. */
  readonly quick?: number;
}

/** What a flag of words is made with. */
export interface WordFlagOptions<D> extends FlagOptions<D> {
  /** The allowed words. */
  readonly words: readonly string[];
}

/** What a flag of free text is made with. */
export interface TextFlagOptions<D> extends FlagOptions<D> {
  /** What stands for the value in the help: `"<folder>"`. */
  readonly placeholder: string;
}

/**
 * A flag that takes a number.
 *
 * @param options Its documentation, default and range.
 * @returns The flag.
 *
 * @example
 * ```ts
 * import { numberFlag } from "@descent/experiments";
 * import { assertEquals } from "@std/assert";
 *
 * const epochs = numberFlag({ doc: "How long.", default: 5, minimum: 0.01, maximum: 1000 });
 * assertEquals(epochs.read(["2.5"]), 2.5);
 * assertEquals(epochs.read(["0"]), undefined);
 * ```
 */
export function numberFlag<D extends number | undefined>(
  options: NumberFlagOptions<D>,
): Flag<number | D> {
  return numeric(options, "a number", Number.isFinite);
}

/**
 * A flag that takes a whole number.
 *
 * @param options Its documentation, default and range.
 * @returns The flag.
 *
 * @example
 * ```ts
 * import { integerFlag } from "@descent/experiments";
 * import { assertEquals } from "@std/assert";
 *
 * const seeds = integerFlag({ doc: "How many seeds.", default: 5, minimum: 1, maximum: 100 });
 * assertEquals(seeds.allowed, "a whole number from 1 to 100");
 * assertEquals(seeds.read(["2.5"]), undefined);
 * ```
 */
export function integerFlag<D extends number | undefined>(
  options: NumberFlagOptions<D>,
): Flag<number | D> {
  return numeric(options, "a whole number", Number.isInteger);
}

/**
 * A flag that takes one of some words.
 *
 * @param options Its documentation, default and words.
 * @returns The flag.
 *
 * @example
 * ```ts
 * import { choiceFlag } from "@descent/experiments";
 * import { assertEquals } from "@std/assert";
 *
 * const dtype = choiceFlag({ doc: "Number format.", default: "f32", words: ["f32", "f64"] });
 * assertEquals(dtype.allowed, "f32 or f64");
 * ```
 */
export function choiceFlag<D extends string | undefined>(
  options: WordFlagOptions<D>,
): Flag<string | D> {
  const { doc, words } = options;
  return {
    doc,
    placeholder: "<name>",
    allowed: list(words, "or"),
    words,
    repeatable: false,
    default: options.default,
    shownDefault: options.shownDefault ?? options.default ?? "",
    read: ([text]) => words.includes(text) ? text : undefined,
  };
}

/**
 * A flag that takes some of a list of words, with commas between them.
 *
 * @param options Its documentation, default and words.
 * @returns The flag; its value has each word once, in the order given.
 *
 * @example
 * ```ts
 * import { choicesFlag } from "@descent/experiments";
 * import { assertEquals } from "@std/assert";
 *
 * const flag = choicesFlag({ doc: "Which.", default: ["sgd"], words: ["sgd", "adam"] });
 * assertEquals(flag.read(["adam,sgd,adam"]), ["adam", "sgd"]);
 * assertEquals(flag.read(["adam,lion"]), undefined);
 * ```
 */
export function choicesFlag(
  options: WordFlagOptions<readonly string[]>,
): Flag<readonly string[]> {
  const { doc, words } = options;
  return {
    doc,
    placeholder: "<names>",
    allowed: `${list(words, "and")}, any of them, with commas between`,
    words,
    repeatable: false,
    default: options.default,
    shownDefault: options.shownDefault ?? options.default.join(","),
    read([text]) {
      const chosen = [...new Set(text.split(",").map((word) => word.trim()))];
      return chosen.every((word) => words.includes(word)) ? chosen : undefined;
    },
  };
}

/**
 * A flag that takes a text, such as a path.
 *
 * @param options Its documentation, default and placeholder.
 * @returns The flag; an empty text is not allowed.
 *
 * @example
 * ```ts
 * import { textFlag } from "@descent/experiments";
 * import { assertEquals } from "@std/assert";
 *
 * const out = textFlag({ doc: "Where to.", default: "out", placeholder: "<folder>" });
 * assertEquals(out.read([""]), undefined);
 * ```
 */
export function textFlag<D extends string | undefined>(
  options: TextFlagOptions<D>,
): Flag<string | D> {
  return {
    doc: options.doc,
    placeholder: options.placeholder,
    allowed: `a ${options.placeholder.slice(1, -1)}`,
    words: [],
    repeatable: false,
    default: options.default,
    shownDefault: options.shownDefault ?? options.default ?? "",
    read: ([text]) => text === "" ? undefined : text,
  };
}

/**
 * A flag that takes a text and may be given several times.
 *
 * @param options Its documentation and placeholder.
 * @returns The flag; its value is empty when it is not given.
 *
 * @example
 * ```ts
 * import { repeatedFlag } from "@descent/experiments";
 * import { assertEquals } from "@std/assert";
 *
 * const plugin = repeatedFlag({ doc: "A module.", placeholder: "<path>" });
 * assertEquals(plugin.read(["./lion.ts", "./lamb.ts"]), ["./lion.ts", "./lamb.ts"]);
 * ```
 */
export function repeatedFlag(
  options: { readonly doc: string; readonly placeholder: string },
): Flag<readonly string[]> {
  return {
    doc: `${options.doc} May be given more than once.`,
    placeholder: options.placeholder,
    allowed: `a ${options.placeholder.slice(1, -1)}`,
    words: [],
    repeatable: true,
    default: [],
    shownDefault: "",
    read: (texts) => texts.includes("") ? undefined : texts,
  };
}

/**
 * A flag without a value: true when it is given.
 *
 * @param options Its documentation.
 * @returns The flag.
 *
 * @example
 * ```ts
 * import { switchFlag } from "@descent/experiments";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(switchFlag({ doc: "A short run." }).default, false);
 * ```
 */
export function switchFlag(options: { readonly doc: string }): Flag<boolean> {
  return {
    doc: options.doc,
    placeholder: "",
    allowed: "no value",
    words: [],
    repeatable: false,
    default: false,
    shownDefault: "",
    read: () => true,
  };
}

function numeric<D extends number | undefined>(
  options: NumberFlagOptions<D>,
  kind: string,
  fits: (value: number) => boolean,
): Flag<number | D> {
  const { doc, minimum, maximum, quick, shownDefault } = options;
  return {
    doc,
    placeholder: "<number>",
    allowed: `${kind} from ${minimum} to ${maximum}`,
    words: [],
    repeatable: false,
    default: options.default,
    shownDefault: shownDefault ?? (options.default === undefined ? "" : String(options.default)),
    ...(quick !== undefined && { quick }),
    read([text]) {
      // Number("") is 0, and Number(" 1 ") is 1.
      const value = text.trim() === "" ? NaN : Number(text);
      return fits(value) && value >= minimum && value <= maximum ? value : undefined;
    },
  };
}

function list(words: readonly string[], conjunction: string): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}
