import { type HeatMap, heatmapFigure, label } from "../charts/heatmap_figure.ts";
import { formatNumber } from "../text/format.ts";
import { type Html, html } from "../text/html.ts";
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";

/**
 * Scores over two variables; several maps stand side by side on one colour scale.
 *
 * @category Sections
 */
export interface HeatMapsSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "heatmaps";
  /** The maps, from left to right. */
  readonly maps: readonly HeatMap[];
}

/** Renders a {@linkcode HeatMapsSection}, with the numbers as a table to open. */
export function renderHeatMaps({ maps }: HeatMapsSection, context: PageContext): Html {
  const scores = maps.flatMap(({ cells }) => cells.flat()).filter((cell) => cell !== null);
  const limits = scores.length === 0
    ? [0, 1] as const
    : [Math.min(...scores), Math.max(...scores)] as const;
  return html`
    <div class="figures">${maps.map((map) =>
      html`
        <figure>
          <figcaption>${map.title}</figcaption>
          ${context.figure(heatmapFigure(map, limits))}
          <details><summary>The numbers</summary>${renderNumbers(map)}</details>
        </figure>
      `
    )}
    </div>
  `;
}

function renderNumbers({ title, x, y, cells, format }: HeatMap): Html {
  return html`
    <div class="table-frame" role="region" aria-label="${title}" tabindex="0">
      <table>
        <thead>
          <tr><th scope="col">${y.title} \\ ${x.title}</th>${x.values.map((value) =>
            html`<th scope="col" class="numeric">${label(value)}</th>`
          )}</tr>
        </thead>
        <tbody>${cells.map((line, row) =>
          html`
            <tr><th scope="row">${label(y.values[row])}</th>${line.map((cell) =>
              html`<td class="numeric">${cell === null ? "–" : formatNumber(cell, format)}</td>`
            )}</tr>
          `
        )}
        </tbody>
      </table>
    </div>
  `;
}
