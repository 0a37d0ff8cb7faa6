import type { Flag, FlagOptions } from "./flag.ts";

/**
 * Options of {@linkcode textFlag}.
 *
 * @category Flags
 */
export interface TextFlagOptions<D> extends FlagOptions<D> {
  /** Placeholder of the value in the help: `"<folder>"`. */
  readonly placeholder: string;
}

/**
 * A flag that takes a text, such as a path.
 *
 * @category Flags
 * @param options Its documentation, default and placeholder.
 * @returns The flag; an empty text is not allowed.
 *
 * @example
 * ```ts
 * import { textFlag } from "@descent/cli";
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
 * @category Flags
 * @param options Its documentation and placeholder.
 * @returns The flag; its value is empty when it is not given.
 *
 * @example
 * ```ts
 * import { repeatedFlag } from "@descent/cli";
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
