import { stringify as stringifyRows } from "csv-stringify/sync";

/** A property name of an object, or an index of an array. */
export type PropertyAccessor = number | string;

/** A column: where its value is found, and its name in the header line. */
export interface ColumnDetails {
  /** The name in the header line; default the last accessor of `prop`. */
  readonly header?: string;
  /** The way to the value, from the item inwards. */
  readonly prop: PropertyAccessor | readonly PropertyAccessor[];
}

/** A column in its long or one of its short forms. */
export type Column = ColumnDetails | PropertyAccessor | readonly PropertyAccessor[];

/** One row of the table: an object, or a list of cells. */
export type DataItem = Readonly<Record<string, unknown>> | readonly unknown[];

/** How {@linkcode stringify} writes. */
export interface StringifyOptions {
  /** Whether the columns are named in a first line; default true. */
  readonly headers?: boolean;
  /** Separator of cells; default a comma. */
  readonly separator?: string;
  /** The columns, in order. Rows that are objects need them. */
  readonly columns?: readonly Column[];
  /** Whether the text begins with a byte-order mark; default false. */
  readonly bom?: boolean;
}

/**
 * Writes rows as RFC 4180 text: lines end in CRLF, and a cell with a separator, a quote or a line
 * break is quoted. Null and undefined give an empty cell, objects their JSON.
 */
export function stringify(data: readonly DataItem[], options: StringifyOptions = {}): string {
  const { headers = true, separator = ",", columns = [], bom = false } = options;
  if (separator.includes('"') || separator.includes("\r\n")) {
    throw new TypeError("Separator cannot include a quotation mark or a line break (CRLF)");
  }
  const paths = columns.map(columnPath);
  const rows = data.map((item) => rowValues(item, paths).map(cellText));
  if (headers && columns.length > 0) rows.unshift(columns.map(columnHeader));
  // Cells go in as text and rows as lists: left to itself, csv-stringify writes `true` as 1 and
  // reads a dot in a column's name as a path.
  return stringifyRows(rows, {
    bom,
    delimiter: separator,
    record_delimiter: "windows",
    quoted_match: "\n",
  });
}

function columnPath(column: Column): readonly PropertyAccessor[] {
  if (typeof column !== "object") return [column];
  const prop = "prop" in column ? column.prop : column;
  return typeof prop === "object" ? prop : [prop];
}

function columnHeader(column: Column): string {
  if (typeof column === "object" && "header" in column && column.header !== undefined) {
    return column.header;
  }
  return String(columnPath(column).at(-1));
}

function rowValues(item: DataItem, paths: readonly (readonly PropertyAccessor[])[]): unknown[] {
  if (paths.length > 0) return paths.map((path) => path.reduce<unknown>(valueAt, item));
  if (Array.isArray(item)) return [...item];
  throw new TypeError("No property accessor function was provided for object");
}

function valueAt(value: unknown, accessor: PropertyAccessor): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value) && typeof accessor !== "number") {
    throw new TypeError('Property accessor is not of type "number"');
  }
  return (value as Record<PropertyAccessor, unknown>)[accessor];
}

function cellText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
