import { type ScatterChart, scatterFigure, type ScatterSeries } from "../charts/scatter_figure.ts";
import type { SeriesColours } from "../charts/series_style.ts";
import { type Html, html } from "../text/html.ts";
import { renderLegend } from "./_legend.ts";
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";

/**
 * Points over two logarithmic axes, such as the settings that a search tried: charts under one legend.
 *
 * @category Sections
 */
export interface ScatterSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "scatter";
  /** One chart each; series of one name are one entry of the legend. */
  readonly charts: readonly ScatterChart[];
  /** Where the points' colours come from; default `"name"`. */
  readonly colours?: SeriesColours;
}

/** Renders a {@linkcode ScatterSection}. */
export function renderScatter(
  { charts, colours = "name" }: ScatterSection,
  context: PageContext,
): Html {
  const legend = new Map<string, ScatterSeries>();
  for (const series of charts.flatMap((chart) => chart.series)) legend.set(series.name, series);
  return html`
    <div class="controls">${renderLegend([...legend.values()], colours, context)}</div>
    <div class="figures">${charts.map((chart) =>
      html`
        <figure>
          <figcaption>${chart.title}</figcaption>
          ${context.figure(scatterFigure(chart, colours, context.styles))}
        </figure>
      `
    )}
    </div>
  `;
}
