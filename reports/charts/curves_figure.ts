import type { MetricKey } from "../record/metric.ts";
import type { MetricsField, MetricsRow } from "../record/metrics_row.ts";
import { formatNumber, type NumberFormat } from "../text/format.ts";
import { type Aggregate, aggregate, MOST_POINTS } from "./_aggregate.ts";
import {
  axis,
  axisUnit,
  baseLayout,
  type Figure,
  logAxis,
  plotText,
  rounded,
  seriesMeta,
  shareLimits,
} from "./figure.ts";
import { pageStyles, type SeriesColours, type SeriesStyles } from "./series_style.ts";

/**
 * The seeds of one line.
 *
 * @category Charts
 */
export interface CurveSeries {
  /** Name that gives the line its colour: an optimizer's. */
  readonly name: string;
  /** Name for people. */
  readonly title: string;
  /** Each seed's evaluations. */
  readonly runs: readonly (readonly MetricsRow[])[];
}

/**
 * One chart of a set of curves.
 *
 * @category Charts
 */
export interface CurveChart {
  /** Title of the chart: "Validation accuracy". */
  readonly title: string;
  /**
   * The values to draw: a metric on a split, such as `"validation/accuracy"`, a field of {@linkcode MetricsRow},
   * or the name of an extra column.
   */
  readonly column: string;
  /** Vertical axis; default `"linear"`. */
  readonly scale?: "linear" | "log";
  /** How the values are written, which for a metric is its `format`. Default `"number"`. */
  readonly format?: NumberFormat;
  /** Values to draw a level line at, such as that of another model; default none. */
  readonly references?: readonly CurveReference[];
  /** Limits of the vertical axis, so that charts beside each other can be compared. */
  readonly limits?: readonly [low: number, high: number];
}

/**
 * A level line across a chart.
 *
 * @category Charts
 */
export interface CurveReference {
  /** Its words. */
  readonly title: string;
  /** Its height. */
  readonly value: number;
}

/**
 * A horizontal axis of curves.
 *
 * @category Charts
 */
export type CurveAxis = "epoch" | "step" | "seconds" | "gradientEvaluations";

const AXIS_TITLES: Readonly<Record<CurveAxis, string>> = {
  epoch: "Epoch",
  step: "Step",
  seconds: "Training time (s)",
  gradientEvaluations: "Gradient evaluations",
};

/** Curves with a few points show them; with more, only the last is marked. */
const MARKED_POINTS = 24;

/** One line per series, its mean over the seeds, in a band from the lowest to the highest seed. */
export function curvesFigure(
  series: readonly CurveSeries[],
  { title, column, scale = "linear", format = "number", references = [], limits }: CurveChart,
  axes: readonly CurveAxis[],
  colours: SeriesColours,
  styled: SeriesStyles = pageStyles(),
): Figure {
  const styles = styled(series.map(({ name }) => name), colours);
  const lines = series
    .map((line) => ({ line, curve: aggregate(line.runs, (row) => valueIn(row, column)) }))
    .filter(({ curve }) => curve.mean.length > 0);
  const { factor, suffix } = axisUnit(format);
  const scaled = (value: number): number => rounded(factor * value);
  const bands = lines.filter(({ line }) => line.runs.length > 1).map(({ line, curve }) => ({
    ...seriesMeta(line.name),
    type: "scatter",
    mode: "lines",
    y: [...curve.high.map(scaled), ...curve.low.map(scaled).reverse()],
    fill: "toself",
    fillcolor: `${styles.get(line.name)!.colour} 17%`,
    line: { width: 0 },
    hoverinfo: "skip",
  }));
  const means = lines.map(({ line, curve }) => {
    const { colour, dash, symbol } = styles.get(line.name)!;
    const last = curve.mean.length - 1;
    // The page fills in the lowest and the highest seed from the band.
    const spread = line.runs.length > 1 ? " (%{customdata[0]:.3~g} to %{customdata[1]:.3~g})" : "";
    return {
      meta: { ...seriesMeta(line.name).meta, smooths: true },
      type: "scatter",
      mode: "lines+markers",
      name: plotText(line.title),
      y: curve.mean.map(scaled),
      line: { color: colour, width: 2, dash },
      marker: {
        color: colour,
        symbol,
        // Plotly rings markers of different sizes unless told not to.
        line: { width: 0 },
        size: curve.mean.map((_, index) => last < MARKED_POINTS || index === last ? 7 : 0),
      },
      hovertemplate: `%{y:.4~g}${suffix}${spread}`,
    };
  });
  const extent = [
    ...lines.flatMap(({ curve }) => [...curve.low, ...curve.high]),
    ...references.map(({ value }) => value),
  ];
  const ranged = limits === undefined ? extent : [...limits];
  /** The parts that depend on how the vertical axis is divided. Of shapes Plotly takes the logarithm itself. */
  const scaledLayout = (kind: "linear" | "log"): Readonly<Record<string, unknown>> => ({
    annotations: references.map(({ title, value }) => ({
      xref: "paper",
      x: 1,
      xanchor: "right",
      y: kind === "log" ? Math.log10(scaled(value)) : scaled(value),
      yanchor: "bottom",
      showarrow: false,
      text: plotText(title),
      font: { color: "--muted", size: 12 },
    })),
    yaxis: {
      ...kind === "log"
        ? logAxis("", ranged)
        : axis("", { ticksuffix: suffix, ...shareLimits(format, ranged) }),
      ...limits === undefined ? {} : { range: limits.map(kind === "log" ? Math.log10 : scaled) },
    },
  });
  const longest = Math.max(0, ...lines.map(({ curve }) => curve.count));
  const hasChoice = format !== "percent" && ranged.length > 0 && ranged.every((value) => value > 0);
  const choices = axes.map((name) => ({
    title: AXIS_TITLES[name],
    x: [
      ...lines.filter(({ line }) => line.runs.length > 1).map(({ curve }) => {
        const positions = curve[name].map(rounded);
        return [...positions, ...positions.toReversed()];
      }),
      ...lines.map(({ curve }) => curve[name].map(rounded)),
    ],
  }));
  return {
    data: [...bands, ...means].map((trace, index) => ({ ...trace, x: choices[0].x[index] })),
    layout: {
      ...baseLayout(),
      hovermode: "x unified",
      hoversort: "value descending",
      shapes: references.map(({ value }) => ({
        type: "line",
        xref: "paper",
        x0: 0,
        x1: 1,
        y0: scaled(value),
        y1: scaled(value),
        line: { color: "--muted", width: 1.5, dash: "dash" },
      })),
      xaxis: axis(choices[0].title, { rangemode: "tozero" }),
      ...scaledLayout(scale),
    },
    height: 340,
    description: [
      describe(title, axes[0], lines, format),
      ...references.map(({ title, value }) => `${title}: ${formatNumber(value, format)}.`),
    ].join(" "),
    choices,
    ...longest > MOST_POINTS ? { thinnedFrom: longest } : {},
    ...hasChoice ? { scales: { linear: scaledLayout("linear"), log: scaledLayout("log") } } : {},
  };
}

function valueIn(row: MetricsRow, column: string): number | null {
  if (Object.hasOwn(row.scores, column)) return row.scores[column as MetricKey];
  if (Object.hasOwn(row, column)) return row[column as MetricsField];
  return row.extra?.[column] ?? null;
}

function describe(
  title: string,
  axisName: CurveAxis,
  lines: readonly { line: CurveSeries; curve: Aggregate }[],
  format: NumberFormat,
): string {
  const ends = lines.map(({ line, curve }) =>
    `${line.title} ${formatNumber(curve.mean.at(-1)!, format)}`
  );
  return `Lines: ${title} by ${AXIS_TITLES[axisName].toLowerCase()}. At the end: ${
    ends.join(", ")
  }.`;
}
