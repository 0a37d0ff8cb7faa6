import { CsvError, parse as parseRows } from "csv-parse/sync";

/** How {@linkcode parse} reads. */
export interface ParseOptions {
  /** Separator of cells; default a comma. */
  readonly separator?: string;
  /** Whether the first line is left out; without `columns` it names the columns. Default false. */
  readonly skipFirstRow?: boolean;
  /** The names of the columns. */
  readonly columns?: readonly string[];
}

/** A row read under given column names. */
export type RecordWithColumn<C extends string> = string extends C
  ? Record<string, string | undefined>
  : Record<C, string>;

/** The result of {@linkcode parse} under the options `T`. */
export type ParseResult<Options, T> = T extends
  Options & { columns: readonly (infer C extends string)[] } ? RecordWithColumn<C>[]
  : T extends Options & { skipFirstRow: true } ? Record<string, string | undefined>[]
  : T extends Options & { columns?: undefined; skipFirstRow?: false | undefined } ? string[][]
  : Record<string, string | undefined>[] | string[][];

/** Reads CSV text as lists of cells; empty lines are left out. */
export function parse(input: string): string[][];
/** Reads CSV text as lists of cells, or as objects where `columns` or `skipFirstRow` is given. */
export function parse<const T extends ParseOptions>(
  input: string,
  options: T,
): ParseResult<ParseOptions, T>;
export function parse(
  input: string,
  { separator = ",", skipFirstRow = false, columns }: ParseOptions = {},
): string[][] | Record<string, string | undefined>[] {
  const rows = readRows(input, separator);
  if (!skipFirstRow && columns === undefined) return rows;
  const first = skipFirstRow ? rows.shift() : undefined;
  const names = columns ?? first;
  if (names === undefined) throw new TypeError("Cannot parse input: headers must be defined");
  return rows.map((row, index) => {
    if (row.length !== names.length) {
      const line = index + (skipFirstRow ? 2 : 1);
      throw new Error(
        `Syntax error on line ${line}: The record has ${row.length} fields, ` +
          `but the header has ${names.length} fields`,
      );
    }
    return Object.fromEntries(names.map((name, column) => [name, row[column]]));
  });
}

function readRows(input: string, separator: string): string[][] {
  try {
    // As in the real package, a line break inside quotes is read as LF too.
    return parseRows(input.replace(/\r(\n|$)/g, "\n"), {
      bom: true,
      delimiter: separator,
      record_delimiter: "\n",
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    if (error instanceof CsvError) throw new SyntaxError(error.message, { cause: error });
    throw error;
  }
}
