import {
  type SensitivityAxes,
  sensitivityFigure,
  type SensitivitySeries,
} from "../charts/sensitivity_figure.ts";
import type { SeriesColours } from "../charts/series_style.ts";
import { type Html, html } from "../text/html.ts";
import { renderLegend } from "./_legend.ts";
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";

/**
 * How a score depends on a hyperparameter, over a logarithmic axis.
 *
 * @category Sections
 */
export interface SensitivitySection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "sensitivity";
  /** The lines, in the legend's order. */
  readonly series: readonly SensitivitySeries[];
  /** The axes: their titles, and how scores are written. */
  readonly axes: SensitivityAxes;
  /** Where the lines' colours come from; default `"name"`. */
  readonly colours?: SeriesColours;
}

/** Renders a {@linkcode SensitivitySection}. */
export function renderSensitivity(
  { series, axes, colours = "name" }: SensitivitySection,
  context: PageContext,
): Html {
  return html`
    <div class="controls">${renderLegend(series, colours, context)}</div>
    <figure>${context.figure(sensitivityFigure(series, axes, colours, context.styles))}</figure>
  `;
}
