import { stripVTControlCharacters } from "node:util";

const LONGEST = 500;
/** Control characters, line and paragraph separators, and what turns the direction of writing. */
const UNPRINTED = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * A text of third-party code, safe to print: one line of at most 500 characters without escape sequences, control
 * characters or marks that turn the direction of writing.
 *
 * @category Isolation
 * @param text Any text.
 * @returns The text; what was cut off its end is an ellipsis.
 *
 * @example
 * ```ts
 * import { cleanText } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(cleanText("\u001b[31mLion\u001b[0m\nof \u202ethe west"), "Lion of the west");
 * ```
 */
export function cleanText(text: string): string {
  // An escape sequence is short; of a text of megabytes the rest is never shown.
  const begin = text.slice(0, 20 * LONGEST).toWellFormed();
  const clean = stripVTControlCharacters(begin).replace(/[\t\n\r]+/g, " ").replace(UNPRINTED, "");
  return clean.length <= LONGEST ? clean : `${clean.slice(0, LONGEST - 1).toWellFormed()}…`;
}

/**
 * Plain data of which every text is cleaned, as {@linkcode cleanText} does.
 *
 * @category Isolation
 * @param value Plain data.
 * @returns A copy; names of fields stay.
 *
 * @example
 * ```ts
 * import { cleanTexts } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(cleanTexts({ title: "a\u0007b", range: [0, 1] }), { title: "ab", range: [0, 1] });
 * ```
 */
export function cleanTexts<T>(value: T): T {
  if (typeof value === "string") return cleanText(value) as T;
  if (Array.isArray(value)) return value.map(cleanTexts) as T;
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, cleanTexts(inner)]),
  ) as T;
}
