import { BadFileError } from "./bad_file_error.ts";
import { ColumnBuilder, numberOf } from "./_column_builder.ts";
import { type CsvRow, csvRows, csvSeparator } from "./csv_rows.ts";

/** Each column takes memory before it has a value. */
const MOST_COLUMNS = 100_000;
const PIECE_BYTES = 2 ** 18;

/** The columns of a table of text. */
export interface CsvColumns {
  readonly columns: readonly ColumnBuilder[];
  readonly hasHeader: boolean;
  /** Those of scikit-learn's header. */
  readonly classNames: readonly string[] | null;
}

/** Reads the columns of a table of text, with what its first line says of them. */
export function csvColumns(path: string, bytes: Uint8Array | Iterable<Uint8Array>): CsvColumns {
  const { separator, rows } = rowsOf(path, bytes);
  const first = next(rows), second = next(rows);
  if (first === undefined || second === undefined) {
    throw new BadFileError(
      path,
      `expected rows of a table, got ${first === undefined ? "none" : "one line"}`,
    );
  }
  const isNumber = (field: string) => !Number.isNaN(numberOf(field, separator));
  const [, D] = first.fields.map(Number);
  // Such as 178,13,class_0,class_1,class_2: rows, columns, classes.
  const isCounted = first.fields.slice(0, 2).every(isNumber) && first.fields.length > 2 &&
    !first.fields.slice(2).some(isNumber) && second.fields.length === D + 1;
  const hasHeader = !isCounted && !first.fields.some(isNumber);
  const width = second.fields.length;
  const names = hasHeader
    ? first.fields
    : Array.from({ length: width }, (_, d) => isCounted && d === D ? "target" : `column ${d + 1}`);
  if (names.length > MOST_COLUMNS) {
    throw new BadFileError(
      path,
      `line ${first.line}: expected at most ${MOST_COLUMNS} columns, got ${names.length}`,
      "split the table",
    );
  }
  const seen = new Set<string>();
  const twin = names.find((name) => seen.size === seen.add(name).size);
  if (twin !== undefined) {
    throw new BadFileError(
      path,
      `line ${first.line}: expected different names of columns, got '${twin}' twice`,
    );
  }
  const columns = names.map((name) => new ColumnBuilder(path, name));
  const add = ({ line, fields }: CsvRow) => {
    if (fields.length !== names.length) {
      throw new BadFileError(
        path,
        `line ${line}: expected ${names.length} fields, as in line ${first.line}, got ${fields.length}`,
        "mend the line",
      );
    }
    for (let d = 0; d < names.length; d++) columns[d].add(fields[d], line, separator);
  };
  if (!hasHeader && !isCounted) add(first);
  add(second);
  for (const row of rows) add(row);
  return { columns, hasHeader, classNames: isCounted ? first.fields.slice(2) : null };
}

/** Fields of the first line. */
export function csvWidth(path: string, bytes: Iterable<Uint8Array>): number {
  return next(rowsOf(path, bytes).rows)?.fields.length ?? 0;
}

function rowsOf(path: string, bytes: Uint8Array | Iterable<Uint8Array>) {
  const pieces = decodedPieces(path, bytes);
  const { value: head = "" } = pieces.next();
  const separator = csvSeparator(head) ?? ",";
  return { separator, rows: csvRows(path, chained(head, pieces), separator) };
}

function next(rows: Generator<CsvRow>): CsvRow | undefined {
  const { done, value } = rows.next();
  return done ? undefined : value;
}

function* chained(head: string, pieces: Iterable<string>): Generator<string, void> {
  yield head;
  yield* pieces;
}

/** The text a piece at a time, as it would be as large as its bytes; a byte order mark is no part of it. */
function* decodedPieces(
  path: string,
  bytes: Uint8Array | Iterable<Uint8Array>,
): Generator<string, void> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decoded = (piece: Uint8Array, stream: boolean) => {
    try {
      return decoder.decode(piece, { stream });
    } catch {
      throw new BadFileError(path, "expected text in UTF-8, got other bytes", "save it as UTF-8");
    }
  };
  for (const piece of bytes instanceof Uint8Array ? [bytes] : bytes) {
    for (let at = 0; at < piece.length; at += PIECE_BYTES) {
      yield decoded(piece.subarray(at, at + PIECE_BYTES), true);
    }
  }
  yield decoded(new Uint8Array(), false);
}
