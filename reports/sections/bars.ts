import { type BarChart, barsFigure } from "../charts/bars_figure.ts";
import type { SeriesColours } from "../charts/series_style.ts";
import { type Html, html } from "../text/html.ts";
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";

/**
 * Amounts to compare: a bar for the mean, a whisker for its interval, a dot for every seed.
 *
 * @category Sections
 */
export interface BarsSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "bars";
  /** One chart each. */
  readonly charts: readonly BarChart[];
  /** Where the bars' colours come from; default `"name"`. */
  readonly colours?: SeriesColours;
}

/** Renders a {@linkcode BarsSection}. */
export function renderBars(
  { charts, colours = "name" }: BarsSection,
  context: PageContext,
): Html {
  return html`
    <div class="figures">${charts.map((chart) =>
      html`
        <figure>
          <figcaption>${chart.title}</figcaption>
          ${context.figure(barsFigure(chart, colours, context.styles))}
        </figure>
      `
    )}
    </div>
  `;
}
