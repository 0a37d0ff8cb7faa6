import { formatNumber } from "../text/format.ts";
import { type Html, html } from "../text/html.ts";
import { renderSwatch } from "./_swatch.ts";
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";

/** The darkest tint leaves the number readable. */
const MOST_TINT = 55;

/**
 * How many examples of each class were taken for each class.
 *
 * @category Sections
 */
export interface ConfusionMatrix {
  /** Name of the series that it belongs to, which gives it its colour: an optimizer's. */
  readonly series: string;
  /** Where it comes from: "Adam, 5 seeds". */
  readonly title: string;
  /** Counts, a row for each class and a column for what its examples were taken for. */
  readonly counts: readonly (readonly number[])[];
}

/**
 * Confusion matrices of the same classes.
 *
 * @category Sections
 */
export interface ConfusionSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "confusion";
  /** The name of each class, in the order of rows and columns. */
  readonly classes: readonly string[];
  /** The matrices in order. */
  readonly matrices: readonly ConfusionMatrix[];
}

/** Renders a {@linkcode ConfusionSection}: shares of each class in percent, tinted by their size. */
export function renderConfusion(
  { classes, matrices }: ConfusionSection,
  context: PageContext,
): Html {
  const styles = context.styles(matrices.map(({ series }) => series), "name");
  return html`
    <div class="confusions">${matrices.map(({ series, title, counts }) =>
      html`
        <figure>
          <figcaption>${renderSwatch(styles.get(series)!)} ${title}</figcaption>
          <div class="table-frame" role="region" aria-label="${title}" tabindex="0">
            <table class="confusion">
              <thead>
                <tr><th scope="col">class</th>${classes.map((name) =>
                  html`<th scope="col" title="${name}"><span>${name}</span></th>`
                )}</tr>
              </thead>
              <tbody>${counts.map((row, index) => renderRow(row, index, classes))}</tbody>
            </table>
          </div>
        </figure>
      `
    )}
    </div>
  `;
}

function renderRow(row: readonly number[], index: number, classes: readonly string[]): Html {
  const all = row.reduce((sum, count) => sum + count, 0);
  return html`
    <tr><th scope="row" title="${classes[index]}">${classes[index]}</th>${row.map(
      (count, column) => {
        const share = all === 0 ? 0 : count / all;
        const words = `${formatNumber(count, "count")} of ${formatNumber(all, "count")} of ${
          classes[index]
        } taken for ${classes[column]}`;
        const colour = column === index ? "--good" : "--bad";
        const tint = `background:color-mix(in srgb, var(${colour}) ${
          Math.round(MOST_TINT * Math.sqrt(share))
        }%, transparent)`;
        return html`<td title="${words}" style="${tint}">${percentOf(count, share)}</td>`;
      },
    )}</tr>
  `;
}

/** Whole percents; nothing for none, and `<1` for what would be written as 0. */
function percentOf(count: number, share: number): string {
  if (count === 0) return "";
  const percent = Math.round(100 * share);
  // All but a few are not all.
  if (percent === 100 && share < 1) return ">99";
  return percent === 0 ? "<1" : String(percent);
}
