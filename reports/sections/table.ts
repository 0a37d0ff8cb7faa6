import { gzipSync } from "node:zlib";
import type { SeriesStyles } from "../charts/series_style.ts";
import { formatInterval, type NumberFormat } from "../text/format.ts";
import { escapeHtml, Html, html } from "../text/html.ts";
import { renderInterval } from "./_interval.ts";
import { renderSwatch } from "./_swatch.ts";
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";

/**
 * A column of a table.
 *
 * @category Sections
 */
export interface Column {
  /** Its heading. */
  readonly title: string;
  /** How its numbers are written; default `"number"`. Texts stay as they are. */
  readonly format?: NumberFormat;
}

/**
 * A cell that is more than a value.
 *
 * @category Sections
 */
export interface RichCell {
  /** The value that it is sorted by. */
  readonly value: number | string | null;
  /** The text that is shown; default the value in the column's format. */
  readonly text?: string;
  /** A second line in small type. */
  readonly note?: string;
  /** Name of a series, whose colour is put in front. */
  readonly series?: string;
  /** A verdict, said by a sign and a colour: passed, failed, or of no weight. */
  readonly tone?: "good" | "bad" | "muted";
  /** Half the width of the value's confidence interval; draws mean and interval beside the number. */
  readonly confidence?: number | null;
  /** Id of the trial that it is of, by which a page about the trial is found; default none. */
  readonly trial?: string;
  /** Where the text leads. */
  readonly href?: string;
}

/**
 * A cell; `null` is written as a dash and sorted last.
 *
 * @category Sections
 */
export type Cell = number | string | null | RichCell;

/**
 * A table that the reader can sort and filter.
 *
 * @category Sections
 */
export interface TableSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "table";
  /** The columns, from left to right. */
  readonly columns: readonly Column[];
  /** The rows, one cell per column. */
  readonly rows: readonly (readonly Cell[])[];
  /** Titles of the columns that a terminal shows where the report is made; default none, nor the table. */
  readonly terminal?: readonly string[];
}

/** The text of a cell. */
export function cellText(
  { value, text, confidence = null }: RichCell,
  { format = "number" }: Column,
): string {
  if (text !== undefined) return text;
  if (value === null) return "–";
  return typeof value === "string" ? value : formatInterval(value, confidence, format);
}

/** The most rows of a table that stands whole in the page; a browser takes long to lay out thousands. */
const WHOLE = 100;
/** Rows of a longer one, more than a screen shows; the others wait until they are asked for. */
const FIRST_ROWS = 50;

/** Fewer rows are seen at a glance. */
const WORTH_FILTERING = 8;

/** Options of {@linkcode renderTable}. */
interface TableForm {
  /** Whether a phone shows each row as a card, its last cell first; default `false`. */
  readonly cards?: boolean;
}

/** Roles that the elements have by themselves, until a card's rules take them away. */
const role = (name: string, cards: boolean): Html | false => cards && new Html(` role="${name}"`);

/** Characters from which on a text is a sentence, which breaks into lines. */
const SENTENCE = 48;

/** Renders a {@linkcode TableSection}: without JavaScript its first rows, with it sorting, filtering and the others. */
export function renderTable(
  { title, columns, rows }: TableSection,
  context: PageContext,
  { cards = false }: TableForm = {},
): Html {
  const rich = rows.map((row) => row.map(toRich));
  const names = rich.flatMap((row) => row.flatMap(({ series }) => series ?? []));
  const styles = context.styles(names, "name");
  const numeric = columns.map(({ format }, index) => {
    const values = rich.map((row) => row[index].value);
    const hasNumbers = format !== undefined || values.some((value) => typeof value === "number");
    return hasNumbers && values.every((value) => typeof value !== "string");
  });
  const limits = columns.map(({ format }, index) =>
    intervalLimits(rich.map((row) => row[index]), format)
  );
  const written = rich.map((row) =>
    html`
      <tr${role("row", cards)}>${row.map((cell, index) =>
        renderCell(cell, columns[index], numeric[index], limits[index], styles, cards)
      )}</tr>
    `
  );
  const id = context.id(`table-${title}`);
  const shown = written.length > WHOLE ? FIRST_ROWS : written.length;
  const kept = written.length - shown;
  return html`
    ${rows.length >= WORTH_FILTERING && renderFilter(exampleFilter(columns, rich[0], numeric))}
    <div class="table-frame" role="region" aria-label="${title}" tabindex="0">
      <table id="${id}" data-sortable${cards && new Html(' class="cards" role="table"')}>
        <thead${role("rowgroup", cards)}>
          <tr${role("row", cards)}>${columns.map(({ title }, index) =>
            html`
              <th scope="col" ${role("columnheader", cards)} class="${numeric[index]
                ? "numeric"
                : "words"}">${title !== "" &&
                html`<button type="button">${title}</button>`}</th>
            `
          )}</tr>
        </thead>
        <tbody${role("rowgroup", cards)}>${written.slice(
          0,
          shown,
        )}${kept > 0 && renderRest(written.slice(shown))}
        </tbody>
      </table>
    </div>
    ${kept > 0 && html`
      <button type="button" class="table-rest"
        data-rest="${id}">Show the other ${kept.toLocaleString("en")} rows</button>
    `}
  `;
}

// In the page from the start, as a control that a script adds makes the browser lay out the whole table again.
function renderFilter(example: string): Html {
  return html`<label class="table-filter">Filter rows <input type="search" spellcheck="false"
    placeholder="${example}"> <output></output></label>`;
}

/** A condition that the table's own columns could have. */
function exampleFilter(
  columns: readonly Column[],
  cells: readonly RichCell[],
  numeric: readonly boolean[],
): string {
  const isNamed = (column: number): boolean => columns[column].title !== "";
  const words = numeric.findIndex((isNumber, column) => !isNumber && isNamed(column));
  const numbers = numeric.findIndex((isNumber, column) =>
    isNumber && isNamed(column) && cells[column].value !== null
  );
  return [[words, "="] as const, [numbers, ">"] as const].filter(([column]) => column >= 0)
    .map(([column, sign]) => `${columns[column].title} ${sign} ${cells[column].value ?? ""}`)
    .join(" and ");
}

/** As text that is unpacked when it is wanted: the markup of ten thousand rows takes seven megabytes. */
function renderRest(rows: readonly Html[]): Html {
  const packed = gzipSync(html`${rows}`.markup, { level: 9 }).toString("base64");
  return html`<script type="text/plain" data-rows="${rows.length}">${packed}</script>`;
}

function toRich(cell: Cell): RichCell {
  return typeof cell === "object" && cell !== null ? cell : { value: cell };
}

function renderCell(
  cell: RichCell,
  { title, format = "number" }: Column,
  numeric: boolean,
  limits: readonly [number, number] | null,
  styles: ReturnType<SeriesStyles>,
  cards: boolean,
): Html {
  const { value, note, series, tone, confidence, href } = cell;
  const text = cellText(cell, { title: "", format });
  const words = href === undefined ? html`${text}` : html`<a href="${href}">${text}</a>`;
  const style = series === undefined ? undefined : styles.get(series);
  const interval = limits !== null && typeof value === "number" && confidence !== undefined &&
    renderInterval(value, endsOf(value, confidence, format), limits);
  const content = [
    style !== undefined && renderSwatch(style),
    tone === undefined ? words : html`<span class="tone ${tone}">${words}</span>`,
    interval,
    note !== undefined && html`<small>${note}</small>`,
  ];
  // A cell without a value has none to sort by either, which keeps it last.
  const label = cards && new Html(` role="cell" data-label="${escapeHtml(title)}"`);
  const kind = numeric ? "numeric" : text.length > SENTENCE ? "words sentence" : "words";
  return html`<td${label} class="${kind}" data-sort="${value ?? ""}">${content}</td>`;
}

/** The span that all intervals of a column are drawn on, so that they can be compared. */
function intervalLimits(
  cells: readonly RichCell[],
  format: NumberFormat | undefined,
): readonly [number, number] | null {
  const ends = cells.flatMap(({ value, confidence }) =>
    typeof value === "number" && confidence !== undefined
      ? endsOf(value, confidence, format) ?? [value]
      : []
  );
  return ends.length === 0 ? null : [Math.min(...ends), Math.max(...ends)];
}

/** The ends of an interval; a share stays between nothing and all. */
function endsOf(
  value: number,
  half: number | null,
  format: NumberFormat | undefined,
): readonly [number, number] | null {
  if (half === null) return null;
  const [low, high] = [value - half, value + half];
  return format === "percent" && value >= 0 && value <= 1
    ? [Math.max(0, low), Math.min(1, high)]
    : [low, high];
}
