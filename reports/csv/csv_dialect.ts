/**
 * How a CSV file is written.
 *
 * @category CSV files
 */
export interface CsvDialect {
  /** Whether it begins with a byte order mark, by which spreadsheets know UTF-8. */
  readonly byteOrderMark: boolean;
  /** The character between cells. */
  readonly delimiter: "," | ";";
  /** The decimal separator of numbers. */
  readonly decimal: "." | ",";
}

/**
 * RFC 4180 with decimal points, as programs read it.
 *
 * @category CSV files
 */
export const STANDARD_CSV: CsvDialect = { byteOrderMark: false, delimiter: ",", decimal: "." };

/**
 * The CSV files that a spreadsheet of a language opens right: with a byte order mark, and where the language has a decimal
 * comma with that and semicolons.
 *
 * @category CSV files
 * @param locale The language, as a BCP 47 tag: `"de-DE"`; default that of this process.
 * @returns The dialect.
 * @throws {RangeError} When the tag is not one.
 *
 * @example
 * ```ts
 * import { spreadsheetCsv } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(spreadsheetCsv("de-DE"), { byteOrderMark: true, delimiter: ";", decimal: "," });
 * assertEquals(spreadsheetCsv("en-GB"), { byteOrderMark: true, delimiter: ",", decimal: "." });
 * ```
 */
export function spreadsheetCsv(locale: string = navigator.language): CsvDialect {
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
  const hasComma = parts.find(({ type }) => type === "decimal")?.value === ",";
  return {
    byteOrderMark: true,
    delimiter: hasComma ? ";" : ",",
    decimal: hasComma ? "," : ".",
  };
}
