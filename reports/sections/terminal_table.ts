import { referenceTable } from "./reference.ts";
import type { Section } from "./section.ts";
import { type Cell, cellText, type Column, type RichCell, type TableSection } from "./table.ts";

/**
 * A table that a terminal shows too: the columns that it names, as plain data.
 *
 * @category Sections
 */
export interface TerminalTable {
  /** Its title. */
  readonly title: string;
  /** The columns. */
  readonly columns: readonly Column[];
  /** The rows, one cell per column. */
  readonly rows: readonly (readonly RichCell[])[];
}

/**
 * The tables and references of a report that a terminal shows, those inside of groups and tabs among them.
 *
 * @category Sections
 * @param sections The report's sections.
 * @returns Of each table with {@linkcode TableSection.terminal} the columns that it names.
 *
 * @example
 * ```ts
 * import { type TableSection, terminalTables } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const columns = [{ title: "Optimizer" }, { title: "Loss" }, { title: "Notes" }];
 * const table: TableSection = { kind: "table", title: "Result", columns, rows: [["Adam", 0.5, "–"]], terminal: ["Optimizer", "Loss"] };
 * assertEquals(terminalTables([table])[0].rows, [[{ value: "Adam" }, { value: 0.5 }]]);
 * ```
 */
export function terminalTables(sections: readonly Section[]): TerminalTable[] {
  return sections.flatMap((section): TerminalTable[] => {
    if (section.kind === "reference") return terminalTables([referenceTable(section)]);
    if (section.kind === "table") return section.terminal === undefined ? [] : [chosen(section)];
    if (!("sections" in section)) return [];
    const { title } = section;
    return terminalTables(section.sections)
      .map((table) => ({ ...table, title: `${title}: ${table.title}` }));
  });
}

function chosen({ title, columns, rows, terminal = [] }: TableSection): TerminalTable {
  const places = columns.flatMap((column, place) => terminal.includes(column.title) ? [place] : []);
  return {
    title,
    columns: places.map((place) => columns[place]),
    rows: rows.map((row) => places.map((place) => rich(row[place]))),
  };
}

function rich(cell: Cell): RichCell {
  return typeof cell === "object" && cell !== null ? cell : { value: cell };
}

/**
 * A table as lines of text: each column as wide as its longest cell.
 *
 * @category Sections
 * @param table The table.
 * @returns The headings, then the rows.
 *
 * @example
 * ```ts
 * import { tableText } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const columns = [{ title: "Optimizer" }, { title: "Loss" }];
 * const rows = [[{ value: "Adam" }, { value: 0.5 }]];
 * assertEquals(tableText({ title: "Result", columns, rows }), "Optimizer  Loss\nAdam       0.5");
 * ```
 */
export function tableText({ columns, rows }: TerminalTable): string {
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => row.map((cell, place) => cellText(cell, columns[place]))),
  ];
  const widths = columns.map((_, place) => Math.max(...lines.map((line) => line[place].length)));
  return lines.map((line) =>
    line.map((cell, place) => cell.padEnd(widths[place])).join("  ").trimEnd()
  ).join("\n");
}

/**
 * A table as data for a program.
 *
 * @category Sections
 * @param table The table.
 * @returns A title, and for each row the values by the columns' titles; one with an interval has half its width beside it.
 *
 * @example
 * ```ts
 * import { tableData } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = [[{ value: 0.5, confidence: 0.1 }]];
 * assertEquals(tableData({ title: "Result", columns: [{ title: "Loss" }], rows }), {
 *   title: "Result",
 *   rows: [{ Loss: { value: 0.5, confidence: 0.1 } }],
 * });
 * ```
 */
export function tableData(
  { title, columns, rows }: TerminalTable,
): { readonly title: string; readonly rows: readonly Readonly<Record<string, unknown>>[] } {
  return {
    title,
    rows: rows.map((row) =>
      Object.fromEntries(row.map(({ value, confidence }, place) => [
        columns[place].title,
        confidence === undefined ? value : { value, confidence },
      ]))
    ),
  };
}
