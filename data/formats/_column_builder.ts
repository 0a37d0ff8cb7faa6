import type { TableColumn } from "../columns_dataset.ts";
import { BadFileError } from "./bad_file_error.ts";
import type { Separator } from "./csv_rows.ts";

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
  #numbers = new Float64Array(4);
  #count = 0;
  /** Texts of the rows that have no number. */
  #texts: Map<number, string> | null = null;
  #known: Map<string, string> | null = null;
  #firstText: { readonly line: number; readonly text: string } | null = null;

  constructor(path: string, name: string) {
    this.#path = path;
    this.name = name;
  }

  get length(): number {
    return this.#count;
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
      // Tables of numbers, which may have many columns, never need them.
      const texts = this.#texts ??= new Map(), knowns = this.#known ??= new Map();
      let known = knowns.get(text);
      if (known === undefined) knowns.set(text, known = text);
      texts.set(this.#count, known);
    }
    if (this.#count === this.#numbers.length) {
      const longer = new Float64Array(2 * this.#count);
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers[this.#count++] = number;
  }

  /** The column's numbers; `null` where a value is none. */
  numbers(): Float64Array | null {
    return this.#firstText === null ? this.#numbers.subarray(0, this.#count) : null;
  }

  /** The column; one to predict that has few whole numbers is of classes. */
  build(isTarget: boolean): TableColumn {
    const { name } = this;
    const numbers = this.#numbers.subarray(0, this.#count);
    if (this.#firstText !== null) {
      const share = 1 - this.#texts!.size / this.#count;
      if (share >= MOSTLY) {
        const { line, text } = this.#firstText;
        throw new BadFileError(
          this.#path,
          `line ${line}, column '${name}': expected a number, as in most rows, got '${text}'`,
          "mend the value, or drop the row",
        );
      }
      return this.#category(
        Array.from(numbers, (number, row) => this.#texts!.get(row) ?? `${number}`),
      );
    }
    if (isTarget && numbers.every(Number.isInteger)) {
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

  #category(texts: readonly string[]): TableColumn {
    const categories = [...new Set(texts)].sort();
    const isNames = categories.length > MOST_CATEGORIES ||
      (categories.length === texts.length && texts.length > 10);
    if (isNames) {
      throw new BadFileError(
        this.#path,
        `column '${this.name}': expected numbers or categories that repeat, got ${categories.length} different texts in ` +
          `${texts.length} rows`,
        "drop the column",
      );
    }
    const indices = new Map(categories.map((text, index) => [text, index]));
    const values = Int32Array.from(texts, (text) => indices.get(text)!);
    return { kind: "category", name: this.name, categories, values };
  }
}
