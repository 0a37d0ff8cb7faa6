import type { TableColumn } from "../columns_dataset.ts";
import { BadFileError } from "./bad_file_error.ts";
import type { Separator } from "./csv_rows.ts";
import { NumberList } from "./_number_list.ts";

/** Words that stand for a value that is missing. */
const MISSING = new Set(["", "na", "n/a", "nan", "null", "none", "?", "-"]);
/** A column with so many numbers has numbers, and what is none is a mistake. */
const MOSTLY = 0.9;
/** Whole numbers of at most so many values are classes, where they are to be predicted. */
const MOST_NUMBERED_CLASSES = 20;
/** More categories than this are names of rows. */
const MOST_CATEGORIES = 1000;

/** A number as tables write it; of a table with semicolons also with a decimal comma. */
export function numberOf(text: string, separator: Separator): number {
  if (text === "") return NaN;
  const value = Number(separator === ";" ? text.replace(",", ".") : text);
  return Number.isFinite(value) ? value : NaN;
}

/** Collects the values of a column, and tells what it is of when all are there. */
export class ColumnBuilder {
  readonly name: string;
  readonly #path: string;
  /** The number of each row, 0 where it has a text. */
  readonly #numbers = new NumberList();
  /** The number of each row's text from 1, 0 where it has a number; tables of numbers never need them. */
  #codes: NumberList | null = null;
  readonly #texts = new Map<string, number>();
  #textRows = 0;
  #firstText: { readonly line: number; readonly text: string } | null = null;

  constructor(path: string, name: string) {
    this.#path = path;
    this.name = name;
  }

  get length(): number {
    return this.#numbers.length;
  }

  add(text: string, line: number, separator: Separator): void {
    const number = numberOf(text, separator);
    if (Number.isNaN(number)) {
      if (MISSING.has(text.toLowerCase())) {
        const came = text === "" ? "nothing" : `'${text}'`;
        throw new BadFileError(
          this.#path,
          `line ${line}, column '${this.name}': expected a value, got ${came}`,
          "fill it in, or drop the row or the column",
        );
      }
      this.#firstText ??= { line, text };
      this.#addText(text);
    } else {
      this.#numbers.push(number);
      this.#codes?.push(0);
    }
  }

  #addText(text: string): void {
    if (this.#codes === null) {
      this.#codes = new NumberList();
      for (let row = 0; row < this.length; row++) this.#codes.push(0);
    }
    let code = this.#texts.get(text);
    if (code === undefined) this.#texts.set(text, code = this.#texts.size + 1);
    this.#codes.push(code);
    this.#numbers.push(0);
    this.#textRows++;
  }

  /** The column's numbers; `null` where a value is none. */
  numbers(): Uint8Array | Float64Array | null {
    return this.#firstText === null ? this.#numbers.values() : null;
  }

  /** The column; one to predict that has few whole numbers is of classes. */
  build(isTarget: boolean): TableColumn {
    const { name } = this;
    const numbers = this.#numbers.values();
    if (this.#firstText !== null) {
      const share = 1 - this.#textRows / this.length;
      if (share >= MOSTLY) {
        const { line, text } = this.#firstText;
        throw new BadFileError(
          this.#path,
          `line ${line}, column '${name}': expected a number, as in most rows, got '${text}'`,
          "mend the value, or drop the row",
        );
      }
      return this.#category(numbers, this.#codes!.values());
    }
    if (isTarget && numbers.every((number: number) => Number.isInteger(number))) {
      const distinct = [...new Set(numbers)].sort((a, b) => a - b);
      if (distinct.length <= MOST_NUMBERED_CLASSES && distinct.length < numbers.length) {
        return {
          kind: "category",
          name,
          categories: distinct.map(String),
          values: Int32Array.from(numbers, (number) => distinct.indexOf(number)),
        };
      }
    }
    return { kind: "number", name, values: numbers };
  }

  #category(numbers: ArrayLike<number>, codes: ArrayLike<number>): TableColumn {
    const texts = [...this.#texts.keys()], { length } = codes;
    const textOf = (row: number) => codes[row] === 0 ? `${numbers[row]}` : texts[codes[row] - 1];
    const distinct = new Set(texts);
    for (let row = 0; row < length; row++) {
      if (codes[row] === 0) distinct.add(textOf(row));
    }
    const categories = [...distinct].sort();
    const isNames = categories.length > MOST_CATEGORIES ||
      (categories.length === length && length > 10);
    if (isNames) {
      throw new BadFileError(
        this.#path,
        `column '${this.name}': expected numbers or categories that repeat, got ${categories.length} different texts in ` +
          `${length} rows`,
        "drop the column",
      );
    }
    const indices = new Map(categories.map((text, index) => [text, index]));
    const values = Int32Array.from({ length }, (_, row) => indices.get(textOf(row))!);
    return { kind: "category", name: this.name, categories, values };
  }
}
