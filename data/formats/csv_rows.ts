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
 * @param text The text.
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
export function* csvRows(path: string, text: string, separator: Separator): Generator<CsvRow> {
  let line = 1, at = 0;
  while (at < text.length) {
    const row = line;
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
    at += text.startsWith("\r\n", at) ? 2 : 1;
    line++;
    if (fields.length > 1 || fields[0] !== "") yield { line: row, fields };
  }
}

function isEnd(character: string, separator: Separator): boolean {
  return character === separator || character === "\n" || character === "\r" ||
    (separator === " " && character === "\t");
}
