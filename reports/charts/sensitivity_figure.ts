import type { RunStatus } from "../record/run_record.ts";
import type { NumberFormat } from "../text/format.ts";
import { shortened } from "../text/shortened.ts";
import {
  axis,
  axisUnit,
  baseLayout,
  type Figure,
  logAxis,
  MOST_TICK_TEXT,
  plotText,
  rounded,
  seriesMeta,
  shareLimits,
} from "./figure.ts";
import { pageStyles, type SeriesColours, type SeriesStyles } from "./series_style.ts";

/** The share of the height that the lane of lost trials takes at most. */
const MOST_LANE = 0.3;

/**
 * One trial of a search.
 *
 * @category Charts
 */
export interface SensitivityPoint {
  /** The hyperparameter's value. */
  readonly x: number;
  /** The score, or `null` when the trial has none. */
  readonly y: number | null;
  /** How the trial ended. */
  readonly status: RunStatus;
}

/**
 * The search of one optimizer.
 *
 * @category Charts
 */
export interface SensitivitySeries {
  /** Name that gives the line its colour. */
  readonly name: string;
  /** Name for people. */
  readonly title: string;
  /** Its trials in any order. */
  readonly points: readonly SensitivityPoint[];
  /** The value that was chosen, or `null`. */
  readonly chosen: number | null;
}

/**
 * The axes of a chart of sensitivity.
 *
 * @category Charts
 */
export interface SensitivityAxes {
  /** Title of the hyperparameter: "Learning rate". */
  readonly x: string;
  /** Title of the score: "Validation accuracy". */
  readonly y: string;
  /** How scores are written, which for a metric is its `format`. Default `"number"`. */
  readonly format?: NumberFormat;
  /** How the axis of the score is divided; default `"linear"`. */
  readonly scale?: "linear" | "log";
}

/**
 * Score against a hyperparameter. Trials without a score have no height, so they stand in a lane of
 * their own below the chart, one row per series.
 */
export function sensitivityFigure(
  series: readonly SensitivitySeries[],
  titles: SensitivityAxes,
  colours: SeriesColours,
  styled: SeriesStyles = pageStyles(),
): Figure {
  const { factor, suffix } = axisUnit(titles.format ?? "number");
  const styles = styled(series.map(({ name }) => name), colours);
  const lost = series.filter(({ points }) => points.some(isLost));
  const scores = series.flatMap(({ points }) => points.flatMap(({ y }) => y ?? []));
  const lane = lost.length === 0 ? 0 : Math.min(MOST_LANE, 0.06 + 0.045 * lost.length);
  const lines = series.map(({ name, title, points, chosen }) => {
    const { colour, dash, symbol } = styles.get(name)!;
    const scored = meansByX(points);
    return {
      ...seriesMeta(name),
      type: "scatter",
      mode: "lines+markers",
      name: plotText(title),
      x: scored.map(([x]) => x),
      y: scored.map(([, y]) => rounded(factor * y)),
      line: { color: colour, width: 2, dash },
      marker: {
        color: colour,
        symbol,
        size: scored.map(([x]) => x === chosen ? 13 : 7),
        line: { color: "--paper", width: scored.map(([x]) => x === chosen ? 2 : 0) },
      },
      hovertemplate: `${plotText(titles.x)} %{x:.3~g}<br>%{y:.4~g}${suffix}`,
    };
  });
  const marks = lost.map(({ name, title, points }) => ({
    ...seriesMeta(name),
    type: "scatter",
    mode: "markers",
    name: plotText(title),
    x: points.filter(isLost).map(({ x }) => x),
    y: points.filter(isLost).map(() => plotText(title)),
    yaxis: "y2",
    marker: { color: styles.get(name)!.colour, symbol: "x", size: 8 },
    text: points.filter(isLost).map(({ status }) => status),
    hovertemplate: `${plotText(titles.x)} %{x:.3~g}<br>%{text}`,
  }));
  return {
    data: [...lines, ...marks],
    layout: {
      ...baseLayout(),
      xaxis: {
        ...logAxis(titles.x, series.flatMap(({ points }) => points.map(({ x }) => x))),
        ...(lane === 0 ? {} : { anchor: "y2" }),
      },
      yaxis: {
        ...titles.scale === "log" ? logAxis(titles.y, scores) : axis(titles.y, {
          ticksuffix: suffix,
          ...shareLimits(titles.format ?? "number", scores),
        }),
        domain: [lane === 0 ? 0 : lane + 0.04, 1],
      },
      ...(lane === 0 ? {} : { yaxis2: laneAxis(lost.map(({ title }) => title), lane) }),
    },
    // Rows keep their height where the lane has reached its share.
    height: 380 + 22 * Math.min(lost.length, 5) + 60 * Math.max(0, lost.length - 5),
    description: describe(series, titles),
  };
}

function isLost({ y }: SensitivityPoint): boolean {
  return y === null;
}

function laneAxis(titles: readonly string[], top: number): object {
  return axis("", {
    type: "category",
    domain: [0, top],
    // Plotly puts the first category at the bottom.
    categoryarray: titles.map(plotText).reverse(),
    categoryorder: "array",
    tickvals: titles.map(plotText),
    ticktext: titles.map((title) => plotText(shortened(title, MOST_TICK_TEXT))),
    range: [-0.6, titles.length - 0.4],
    showgrid: false,
    title: { text: "" },
  });
}

/** Trials with the same value, from several seeds, as one point. */
function meansByX(points: readonly SensitivityPoint[]): [x: number, y: number][] {
  const byX = Map.groupBy(points.filter((point) => !isLost(point)), ({ x }) => x);
  return [...byX]
    .map(([x, same]): [number, number] => [
      x,
      same.reduce((sum, { y }) => sum + y!, 0) / same.length,
    ])
    .sort(([a], [b]) => a - b);
}

function describe(
  series: readonly SensitivitySeries[],
  titles: SensitivityAxes,
): string {
  const parts = series.map(({ title, points, chosen }) => {
    const lost = points.filter(isLost).length;
    const best = chosen === null ? "none chosen" : `best at ${Number(chosen.toPrecision(3))}`;
    return `${title} ${best}${lost === 0 ? "" : `, ${lost} without a score`}`;
  });
  return `Lines: ${titles.y} against ${titles.x}, on a logarithmic axis. ${parts.join("; ")}.`;
}
