import {
  type CurveAxis,
  type CurveChart,
  type CurveSeries,
  curvesFigure,
} from "../charts/curves_figure.ts";
import type { SeriesColours } from "../charts/series_style.ts";
import { type Html, html } from "../text/html.ts";
import { renderLegend } from "./_legend.ts";
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";

/** Curves over training: a line for the mean over the seeds, a band from the lowest to the highest. */
export interface CurvesSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "curves";
  /** The lines, in the legend's order. */
  readonly series: readonly CurveSeries[];
  /** The values to draw, one chart each. */
  readonly charts: readonly CurveChart[];
  /** Horizontal axes to choose from, the first shown first; default epoch, step and seconds. */
  readonly axes?: readonly CurveAxis[];
  /** Where the lines' colours come from; default `"name"`. */
  readonly colours?: SeriesColours;
}

const AXIS_NAMES: Readonly<Record<CurveAxis, string>> = {
  epoch: "epochs",
  step: "steps",
  seconds: "seconds",
  gradientEvaluations: "gradient evaluations",
};

/** Renders a {@linkcode CurvesSection}. */
export function renderCurves(
  { series, charts, axes = ["epoch", "step", "seconds"], colours = "name" }: CurvesSection,
  context: PageContext,
): Html {
  return html`
    <div class="controls">
      ${renderLegend(series, colours, context)} ${axes.length > 1 &&
        renderChoices(axes, context.id("axis"))}
    </div>
    <div class="figures">${charts.map((chart) =>
      html`
        <figure>
          <figcaption>${chart.title}</figcaption>
          ${context.figure(curvesFigure(series, chart, axes, colours, context.styles))}
        </figure>
      `
    )}</div>
  `;
}

/** Hidden until there is JavaScript to answer it. */
function renderChoices(axes: readonly CurveAxis[], group: string): Html {
  return html`
    <fieldset class="choices" hidden>
      <legend>Over</legend>
      ${axes.map((axis, index) =>
        html`<label><input type="radio" name="${group}" value="${index}" ${
          index === 0 ? "checked" : ""
        }>${AXIS_NAMES[axis]}</label>`
      )}
    </fieldset>
  `;
}
