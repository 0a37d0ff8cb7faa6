import { formatNumber } from "../page/format.ts";
import { axis, baseLayout, type Figure, logAxis, plotText, rounded, seriesMeta } from "./figure.ts";
import { type SeriesColours, seriesStyles } from "./series_style.ts";

/** One line: measured values in the order of their positions. */
export interface LineSeries {
  /** Name that gives the line its colour. */
  readonly name: string;
  /** Name for people. */
  readonly title: string;
  /** Its points, from left to right. */
  readonly points: readonly LinePoint[];
}

/** One point of a line. */
export interface LinePoint {
  /** Where it stands. */
  readonly x: number;
  /** What was measured there. */
  readonly y: number;
}

/** An axis of a chart of lines. */
export interface LineAxis {
  /** What it is of, with its unit: "Batch size". */
  readonly title: string;
  /** How it is divided; default `"linear"`, which begins at 0. */
  readonly scale?: "linear" | "log";
}

/** One chart of lines. */
export interface LineChart {
  /** What is drawn. */
  readonly title: string;
  /** The lines, in the legend's order. */
  readonly series: readonly LineSeries[];
  /** Horizontal axis. */
  readonly x: LineAxis;
  /** Vertical axis. */
  readonly y: LineAxis;
}

/** One line per series, a mark at every point. */
export function linesFigure({ title, series, x, y }: LineChart, colours: SeriesColours): Figure {
  const styles = seriesStyles(series.map(({ name }) => name), colours);
  const points = series.flatMap((line) => line.points);
  return {
    data: series.map((line) => {
      const { colour, dash, symbol } = styles.get(line.name)!;
      return {
        ...seriesMeta(line.name),
        type: "scatter",
        mode: "lines+markers",
        name: plotText(line.title),
        x: line.points.map((point) => rounded(point.x)),
        y: line.points.map((point) => rounded(point.y)),
        line: { color: colour, width: 2, dash },
        marker: { color: colour, symbol, size: 7 },
        hovertemplate: `${plotText(x.title)} %{x:.4~g}<br>%{y:.4~g}`,
      };
    }),
    layout: {
      ...baseLayout(),
      xaxis: lineAxis(x, points.map((point) => point.x)),
      yaxis: lineAxis(y, points.map((point) => point.y)),
    },
    height: 340,
    description: `Lines: ${title}, ${y.title} against ${x.title}. At the end: ${
      series.filter((line) => line.points.length > 0)
        .map((line) => `${line.title} ${formatNumber(line.points.at(-1)!.y, "number")}`).join(", ")
    }.`,
  };
}

function lineAxis({ title, scale = "linear" }: LineAxis, values: readonly number[]): object {
  return scale === "log" ? logAxis(title, values) : axis(title, { rangemode: "tozero" });
}
