import { type LineChart, type LineSeries, linesFigure } from "../charts/lines_figure.ts";
import type { SeriesColours } from "../charts/series_style.ts";
import { type Html, html } from "../text/html.ts";
import { renderLegend } from "./_legend.ts";
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";

/**
 * How something measured depends on a number, such as time on the batch size: charts under one legend.
 *
 * @category Sections
 */
export interface LinesSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "lines";
  /** One chart each; series of one name are one entry of the legend. */
  readonly charts: readonly LineChart[];
  /** Where the lines' colours come from; default `"order"`. */
  readonly colours?: SeriesColours;
}

/** Renders a {@linkcode LinesSection}. */
export function renderLines(
  { charts, colours = "order" }: LinesSection,
  context: PageContext,
): Html {
  const series = new Map<string, LineSeries>();
  for (const line of charts.flatMap((chart) => chart.series)) {
    if (!series.has(line.name)) series.set(line.name, line);
  }
  const legend = [...series.values()];
  // Every chart is drawn with all of the legend's series, so that a series has one colour in all of them.
  const complete = charts.map((chart) => ({
    ...chart,
    series: legend.map((line) =>
      chart.series.find(({ name }) => name === line.name) ?? { ...line, points: [] }
    ),
  }));
  return html`
    <div class="controls">${renderLegend(legend, colours, context)}</div>
    <div class="figures">${complete.map((chart) =>
      html`
        <figure>
          <figcaption>${chart.title}</figcaption>
          ${context.figure(linesFigure(chart, colours, context.styles))}
        </figure>
      `
    )}
    </div>
  `;
}
