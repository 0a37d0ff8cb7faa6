import type { Flag, FlagOptions } from "./flag.ts";

/**
 * Options of {@linkcode choicesFlag}.
 *
 * @category Flags
 */
export interface ChoicesFlagOptions<W extends string, D> extends FlagOptions<D> {
  /** The allowed words. */
  readonly words: readonly W[];
}

/**
 * Options of {@linkcode choiceFlag}.
 *
 * @category Flags
 */
export interface ChoiceFlagOptions<W extends string, D> extends ChoicesFlagOptions<W, D> {
  /** Other words that are understood, such as former ones, and which one each means; default none. */
  readonly synonyms?: Readonly<Record<string, NoInfer<W>>>;
}

/**
 * A flag that takes one of some words.
 *
 * @category Flags
 * @param options Its documentation, default and words.
 * @returns The flag.
 *
 * @example
 * ```ts
 * import { choiceFlag } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * const dtype = choiceFlag({ doc: "Floating-point type.", default: "f32", words: ["f32", "f64"] });
 * assertEquals(dtype.allowed, "f32 or f64");
 * ```
 */
export function choiceFlag<const W extends string, D extends NoInfer<W> | undefined>(
  options: ChoiceFlagOptions<W, D>,
): Flag<W | D> {
  const { doc, words } = options;
  const meanings = new Map<string, W>(Object.entries(options.synonyms ?? {}));
  return {
    doc,
    placeholder: "<name>",
    allowed: list(words, "or"),
    words,
    repeatable: false,
    default: options.default,
    shownDefault: options.shownDefault ?? options.default ?? "",
    read: ([text]) => words.find((word) => word === (meanings.get(text) ?? text)),
  };
}

/**
 * A flag that takes some of a list of words, with commas between them.
 *
 * @category Flags
 * @param options Its documentation, default and words.
 * @returns The flag; its value has each word once, in the order given.
 *
 * @example
 * ```ts
 * import { choicesFlag } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * const flag = choicesFlag({ doc: "Which.", default: ["sgd"], words: ["sgd", "adam"] });
 * assertEquals(flag.read(["adam,sgd,adam"]), ["adam", "sgd"]);
 * assertEquals(flag.read(["adam,lion"]), undefined);
 * ```
 */
export function choicesFlag(
  options: ChoicesFlagOptions<string, readonly string[]>,
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

function list(words: readonly string[], conjunction: string): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}
