import { formatNumber, type NumberFormat } from "../text/format.ts";
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
import { errorBars } from "./_error_bars.ts";
import { pageStyles, type SeriesColours, type SeriesStyles } from "./series_style.ts";

/**
 * One line: measured values in the order of their positions.
 *
 * @category Charts
 */
export interface LineSeries {
  /** Name that gives the line its colour. */
  readonly name: string;
  /** Name for people. */
  readonly title: string;
  /** Its points, from left to right. */
  readonly points: readonly LinePoint[];
}

/**
 * One point of a line.
 *
 * @category Charts
 */
export interface LinePoint {
  /** Where it stands. */
  readonly x: number;
  /** The value that was measured there, or the mean of several. */
  readonly y: number;
  /** Half the width of the mean's 95 % confidence interval, drawn as a whisker; `null` or absent: none. */
  readonly confidence?: number | null;
}

/**
 * An axis of a chart of lines.
 *
 * @category Charts
 */
export interface LineAxis {
  /** Its title, with the unit: "Batch size". */
  readonly title: string;
  /** How it is divided; default `"linear"`, which begins at 0. */
  readonly scale?: "linear" | "log";
  /** How its values are written; an axis of `"percent"` begins near its lowest value. Default `"number"`. */
  readonly format?: NumberFormat;
}

/**
 * One chart of lines.
 *
 * @category Charts
 */
export interface LineChart {
  /** Title of the chart. */
  readonly title: string;
  /** The lines, in the legend's order. */
  readonly series: readonly LineSeries[];
  /** Horizontal axis. */
  readonly x: LineAxis;
  /** Vertical axis. */
  readonly y: LineAxis;
}

/** One line per series, a mark at every point, and a whisker where its interval is known. */
export function linesFigure(
  { title, series, x, y }: LineChart,
  colours: SeriesColours,
  styled: SeriesStyles = pageStyles(),
): Figure {
  const styles = styled(series.map(({ name }) => name), colours);
  const points = series.flatMap((line) => line.points);
  const { factor, suffix } = axisUnit(y.format ?? "number");
  return {
    data: series.map((line) => {
      const { colour, dash, symbol } = styles.get(line.name)!;
      return {
        ...seriesMeta(line.name),
        type: "scatter",
        mode: "lines+markers",
        name: plotText(line.title),
        x: line.points.map((point) => rounded(point.x)),
        y: line.points.map((point) => rounded(factor * point.y)),
        line: { color: colour, width: 2, dash },
        marker: { color: colour, symbol, size: 7 },
        ...whiskers(line.points, y.format, colour),
        hovertemplate: `${plotText(x.title)} %{x:.4~g}<br>%{y:.4~g}${suffix}`,
      };
    }),
    layout: {
      ...baseLayout(),
      xaxis: lineAxis(x, points.map((point) => point.x)),
      yaxis: lineAxis(y, points.map((point) => point.y)),
    },
    height: 340,
    description: `Lines: ${title}, ${y.title} against ${x.title}. At the end: ${
      series.filter((line) => line.points.length > 0).map(({ title, points }) =>
        `${title} ${formatNumber(points[points.length - 1].y, y.format ?? "number")}`
      ).join(", ")
    }.`,
  };
}

function whiskers(
  points: readonly LinePoint[],
  format: NumberFormat | undefined,
  colour: string,
): object {
  const known = points.some(({ confidence }) => typeof confidence === "number");
  if (!known) return {};
  const halves = points.map(({ y, confidence }) => ({ mean: y, half: confidence ?? 0 }));
  return { error_y: { ...errorBars(halves, format), color: colour, thickness: 1.4, width: 5 } };
}

function lineAxis(
  { title, scale = "linear", format = "number" }: LineAxis,
  values: readonly number[],
): object {
  if (scale === "log") return logAxis(title, values);
  if (format === "percent") {
    const { suffix } = axisUnit(format);
    return axis(title, { ticksuffix: suffix, ...shareLimits(format, values) });
  }
  return axis(title, { rangemode: "tozero" });
}
