import { BadFileError } from "./bad_file_error.ts";

/**
 * The separator of a line's fields.
 *
 * @category Formats
 */
export type Separator = "," | ";" | "\t" | " ";

/**
 * A row of a table of text, and the line that it begins on.
 *
 * @category Formats
 */
export interface CsvRow {
  /** Number of the line, from 1. */
  readonly line: number;
  /** Its fields, without quotes and outer blanks. */
  readonly fields: readonly string[];
}

/**
 * The separator of a table of text, told by its first line: a semicolon, else a tab, else a comma, else blanks.
 *
 * @category Formats
 * @param text The text, at least its first line.
 * @returns The separator; `undefined` where the line has none.
 *
 * @example
 * ```ts
 * import { csvSeparator } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([csvSeparator("a;b,c\n"), csvSeparator("a b"), csvSeparator("a")], [";", " ", undefined]);
 * ```
 */
export function csvSeparator(text: string): Separator | undefined {
  // Separators between quotes count for nothing.
  const line = /^[^\r\n]*/.exec(text.trimStart())![0].replace(/"[^"]*"/g, "").trimEnd();
  return ([";", "\t", ",", " "] as const).find((separator) => line.includes(separator));
}

/**
 * Reads rows of text, RFC 4180: fields may be quoted, a quote inside them is doubled, and quoted fields may have line
 * ends. Lines end in LF, CRLF or CR; empty lines are passed over. Between blanks, any number of them separates.
 *
 * @category Formats
 * @param path The file's path, for errors.
 * @param text The text, whole or in pieces.
 * @param separator What separates fields.
 * @returns The rows, one after another.
 * @throws {BadFileError} When a quoted field does not end, or goes on behind its quote.
 *
 * @example
 * ```ts
 * import { csvRows } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = [...csvRows("a.csv", 'x,"y, z"\n1,2\n', ",")];
 * assertEquals(rows, [{ line: 1, fields: ["x", "y, z"] }, { line: 2, fields: ["1", "2"] }]);
 * ```
 */
export function* csvRows(
  path: string,
  text: string | Iterable<string>,
  separator: Separator,
): Generator<CsvRow> {
  const pieces = (typeof text === "string" ? [text] : text)[Symbol.iterator]();
  let held = "", at = 0, line = 1, isWhole = false;
  for (;;) {
    const row = at < held.length ? rowAt(path, held, { at, line, separator, isWhole }) : undefined;
    // A row that reaches the end of a piece may go on in the next one.
    if (row === undefined || (row.end >= held.length && !isWhole)) {
      if (isWhole) return;
      held = held.slice(at);
      at = 0;
      // Twice as much each time, or a quote that never ends would be looked for as often as there are pieces.
      const wanted = 2 * held.length;
      do {
        const { value, done } = pieces.next();
        isWhole = done === true;
        if (!isWhole) held += value;
      } while (!isWhole && held.length < wanted);
      continue;
    }
    const { fields } = row;
    if (fields.length > 1 || fields[0] !== "") yield { line, fields };
    at = row.end;
    line = row.nextLine;
  }
}

interface Place {
  readonly at: number;
  readonly line: number;
  readonly separator: Separator;
  /** Whether nothing follows the text. */
  readonly isWhole: boolean;
}

/** The row that begins at a place; its end is the text's where more text could change it. */
function rowAt(path: string, text: string, { at, line, separator, isWhole }: Place) {
  const fields: string[] = [];
  for (;;) {
    let field: string;
    while (text[at] === " " || (separator !== "\t" && text[at] === "\t")) at++;
    if (text[at] === '"') {
      const begin = line;
      field = "";
      for (at++;; at += 2) {
        const end = text.indexOf('"', at);
        if (end < 0) {
          if (!isWhole) return { fields, end: text.length, nextLine: line };
          throw new BadFileError(
            path,
            `line ${begin}: expected a quoted field to end, got none`,
            "close the quote",
          );
        }
        field += text.slice(at, end);
        at = end;
        if (text[end + 1] !== '"') break;
        field += '"';
      }
      at++;
      line += field.split(/\r\n|\n|\r/).length - 1;
      while (text[at] === " ") at++;
      if (at < text.length && separator !== " " && !isEnd(text[at], separator)) {
        const found = JSON.stringify(text[at]);
        throw new BadFileError(
          path,
          `line ${line}: expected a separator behind a quoted field, got ${found}`,
        );
      }
    } else {
      const start = at;
      while (at < text.length && !isEnd(text[at], separator)) at++;
      field = text.slice(start, at).trim();
    }
    if (separator === " ") { while (text[at] === " " || text[at] === "\t") at++; }
    fields.push(field);
    const isLast = at >= text.length || text[at] === "\n" || text[at] === "\r";
    if (isLast) break;
    if (separator !== " ") at++;
  }
  return { fields, end: at + (text.startsWith("\r\n", at) ? 2 : 1), nextLine: line + 1 };
}

function isEnd(character: string, separator: Separator): boolean {
  return character === separator || character === "\n" || character === "\r" ||
    (separator === " " && character === "\t");
}
