import { type Html, html } from "../text/html.ts";
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";
import matrixCss from "../page/browser/matrix.css" with { type: "text" };

/** The darkest tint leaves the number readable. */
const MOST_TINT = 55;

/**
 * Heading of a row or column of a matrix.
 *
 * @category Sections
 */
export interface MatrixHeading {
  /** Its text. */
  readonly title: string;
  /** Where it leads; default nowhere. */
  readonly href?: string;
}

/**
 * A cell of a matrix.
 *
 * @category Sections
 */
export interface MatrixCell {
  /** From -1, good, to 1, bad: the tint. */
  readonly tint: number;
  /** Its text. */
  readonly text: string;
  /** Small letters behind it, such as those of groups. */
  readonly mark?: string;
  /** The whole in words, shown by pointing at it; default nothing. */
  readonly words?: string;
}

/**
 * A table of tinted numbers with headings that lead on, drawn without a script.
 *
 * @category Sections
 */
export interface MatrixSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "matrix";
  /** The columns, from left to right. */
  readonly columns: readonly MatrixHeading[];
  /** The rows, each with a cell for each column; `null` where there is nothing to say. */
  readonly rows: readonly (MatrixHeading & { readonly cells: readonly (MatrixCell | null)[] })[];
}

/** Renders a {@linkcode MatrixSection}. */
export function renderMatrix({ title, columns, rows }: MatrixSection, context: PageContext): Html {
  context.style(matrixCss);
  return html`
    <div class="table-frame" role="region" aria-label="${title}" tabindex="0">
      <table class="matrix">
        <thead>
          <tr><td></td>${columns.map((column) =>
            html`<th scope="col"><span>${heading(column)}</span></th>`
          )}</tr>
        </thead>
        <tbody>${rows.map((row) =>
          html`<tr><th scope="row">${heading(row)}</th>${row.cells.map(renderCell)}</tr>`
        )}
        </tbody>
      </table>
    </div>
  `;
}

function heading({ title, href }: MatrixHeading): Html {
  return href === undefined ? html`${title}` : html`<a href="${href}">${title}</a>`;
}

function renderCell(cell: MatrixCell | null): Html {
  if (cell === null) return html`<td>–</td>`;
  const { tint, text, mark, words } = cell;
  const strength = Math.round(MOST_TINT * Math.min(1, Math.abs(tint)));
  const tone = tint < 0 ? "good" : "bad", tinting = `--t:${strength}%`;
  const content = html`${text}${mark !== undefined && html`<sup>${mark}</sup>`}`;
  return words === undefined
    ? html`<td class="${tone}" style="${tinting}">${content}</td>`
    : html`<td title="${words}" class="${tone}" style="${tinting}">${content}</td>`;
}
