import { parse } from "@std/csv";

/** The cells of a row by their columns. */
export type Row = Readonly<Record<string, string>>;

/** The rows of a file, which has some columns. */
export function table(text: string, file: string, columns: readonly string[]): Row[] {
  const [header = [], ...lines] = parse(text);
  const missing = columns.find((column) => !header.includes(column));
  if (missing !== undefined) {
    throw new SyntaxError(
      `${file}: expected a column ${missing}, got ${
        header.join(", ") || "an empty file"
      }; take the file from a report of deno task lab`,
    );
  }
  return lines.map((line) => Object.fromEntries(header.map((name, i) => [name, line[i] ?? ""])));
}

/** A cell that holds a number. */
export function number(row: Row, column: string): number {
  const value = row[column] === "" ? NaN : Number(row[column]);
  if (Number.isFinite(value)) return value;
  return refuse(row, column, "a finite number");
}

/** A cell that holds a number or nothing. */
export function optional(row: Row, column: string): number | null {
  return row[column] === "" ? null : number(row, column);
}

/** A cell that holds one of some words. */
export function word<const W extends string>(row: Row, column: string, words: readonly W[]): W {
  return words.find((each) => each === row[column]) ?? refuse(row, column, words.join(", "));
}

function refuse(row: Row, column: string, wanted: string): never {
  throw new SyntaxError(
    `A table of the run, ${row.problem} with ${row.rule}, seed ${row.seed}: expected ${column} to be ${wanted}, ` +
      `got '${row[column]}'; take the file from a report of deno task lab`,
  );
}
