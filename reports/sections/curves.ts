import {
  type CurveAxis,
  type CurveChart,
  type CurveSeries,
  curvesFigure,
} from "../charts/curves_figure.ts";
import type { SeriesColours } from "../charts/series_style.ts";
import { formatNumber } from "../text/format.ts";
import { type Html, html } from "../text/html.ts";
import { renderLegend } from "./_legend.ts";
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";

/**
 * Curves over training: a line for the mean over the seeds, a band from the lowest to the highest.
 *
 * @category Sections
 */
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

/** The most that curves can be smoothed: the weight of what came before. */
const MOST_SMOOTHING = 0.95;

/** Renders a {@linkcode CurvesSection}. */
export function renderCurves(
  { series, charts, axes = ["epoch", "step", "seconds"], colours = "name" }: CurvesSection,
  context: PageContext,
): Html {
  const figures = charts.map((chart) => curvesFigure(series, chart, axes, colours, context.styles));
  const longest = Math.max(0, ...figures.map(({ thinnedFrom = 0 }) => thinnedFrom));
  const chosen = charts.filter((_, index) => figures[index].scales !== undefined);
  return html`
    <div class="controls">
      ${renderLegend(series, colours, context)}
      ${axes.length > 1 && renderChoices("Over", "axis", axes.map((_, index) => String(index)), {
        names: axes.map((axis) => AXIS_NAMES[axis]),
        group: context.id("axis"),
      })}
      ${chosen.length > 0 && renderChoices("Scale", "scale", SCALES, {
        // Of charts of both kinds none is changed before the reader says so.
        checked: SCALES.findIndex((own) => chosen.every(({ scale = "linear" }) => scale === own)),
        group: context.id("scale"),
      })}
      <label class="choices" data-choice="smoothing" hidden>Smoothing
        <input type="range" min="0" max="${MOST_SMOOTHING}" step="0.05" value="0">
        <output>0</output></label>
    </div>
    <div class="figures">${charts.map(({ title }, index) =>
      html`
        <figure>
          <figcaption>${title}</figcaption>
          ${context.figure(figures[index])}
        </figure>
      `
    )}</div>
    ${longest > 0 && html`
      <p class="note">Curves of up to ${formatNumber(
        longest,
        "count",
      )} evaluations are drawn at some of them, the lowest
      and the highest of every stretch included; all are in the CSV files.</p>
    `}
  `;
}

const SCALES = ["linear", "log"] as const;

/** Hidden until there is JavaScript to answer it. */
function renderChoices(
  title: string,
  choice: string,
  values: readonly string[],
  { group, names = values, checked = 0 }: {
    readonly group: string;
    readonly names?: readonly string[];
    readonly checked?: number;
  },
): Html {
  return html`
    <fieldset class="choices" data-choice="${choice}" hidden>
      <legend>${title}</legend>
      ${values.map((value, index) =>
        html`<label><input type="radio" name="${group}" value="${value}" ${
          index === checked ? "checked" : ""
        }>${names[index]}</label>`
      )}
    </fieldset>
  `;
}
