import { stringify } from "@std/csv";
import { type CsvDialect, STANDARD_CSV } from "./csv_dialect.ts";
import { uniqueColumnNames } from "./_column_names.ts";

/** A value in a CSV file; a list becomes one cell. */
export type CsvValue = string | number | boolean | null | readonly number[];

/** A column of a CSV file: the one source of its header, its cells and its description in the schema. */
export interface CsvColumn<Row> {
  /** Its name in the header, once {@linkcode named} has made it unique; before, any text. */
  readonly name: string;
  /** Its title for people. */
  readonly title: string;
  /** The datatype of its cells, as CSVW names it. */
  readonly datatype: "string" | "integer" | "number" | "boolean" | "dateTime";
  /** Where the run record or the metrics row has the value: `results.final["validation/accuracy"]`. */
  readonly source: string;
  /** The meaning of its values, their unit, and when a cell is empty. */
  readonly description: string;
  /** Whether every row has a value; default `false`. */
  readonly required?: boolean;
  /** The character between the values of a list; default a cell has one value. */
  readonly separator?: string;
  /** The value in a row; `null` leaves the cell empty. */
  readonly value: (row: Row) => CsvValue;
}

/** Gives columns names that SQL need not quote, each a single time; earlier columns keep theirs. */
export function named<Row>(columns: readonly CsvColumn<Row>[]): CsvColumn<Row>[] {
  const names = uniqueColumnNames(columns.map(({ name }) => name));
  return columns.map((column, index) => ({ ...column, name: names[index] }));
}

/** Of the evaluations of ten thousand trials all lines would take a gigabyte. */
const ROWS_AT_ONCE = 1024;

/** Of cells that need no quotes, as almost all do, a line is many times faster than by a library. */
const PLAIN = { ",": /^[^",\r\n]*$/, ";": /^[^";\r\n]*$/ };

/** The text of a CSV file in parts: RFC 4180 unless another dialect is asked for, numbers in their shortest exact form. */
export function* csvParts<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: Iterable<Row>,
  dialect: CsvDialect = STANDARD_CSV,
): Generator<string> {
  const header = lineOf(columns.map(({ name }) => name), dialect);
  yield dialect.byteOrderMark ? `\uFEFF${header}` : header;
  let lines: string[] = [];
  for (const row of rows) {
    lines.push(lineOf(columns.map((column) => cell(column, row, dialect)), dialect));
    if (lines.length < ROWS_AT_ONCE) continue;
    yield lines.join("");
    lines = [];
  }
  yield lines.join("");
}

/** The text of a CSV file. */
export function csvText<Row>(columns: readonly CsvColumn<Row>[], rows: Iterable<Row>): string {
  return [...csvParts(columns, rows)].join("");
}

function lineOf(cells: readonly (string | null)[], { delimiter }: CsvDialect): string {
  const plain = PLAIN[delimiter];
  const isPlain = cells.length > 1 &&
    cells.every((cell) => cell === null || (plain.test(cell) && cell.trim() === cell));
  return isPlain
    ? `${cells.join(delimiter)}\r\n`
    : stringify([cells], { headers: false, separator: delimiter });
}

function cell<Row>(
  { value, separator = ";" }: CsvColumn<Row>,
  row: Row,
  { decimal }: CsvDialect,
): string | null {
  const content = value(row);
  if (content === null) return null;
  const written = (each: string | number | boolean): string =>
    typeof each === "number" ? text(each).replace(".", decimal) : text(each);
  return typeof content === "object" ? content.map(written).join(separator) : written(content);
}

/** A text that begins so is a formula to spreadsheets: an error of a third party's plugin may be one. */
const FORMULA = /^[=+\-@\t\r]/;

function text(value: string | number | boolean): string {
  if (typeof value === "string") return FORMULA.test(value) ? `'${value}` : value;
  // As CSVW, SQL databases and data frames read it; JavaScript's word is read by fewer.
  if (value === Infinity) return "INF";
  return value === -Infinity ? "-INF" : String(value);
}
