import { summarize } from "../statistics/summarize.ts";
import { shortened } from "../text/shortened.ts";
import { formatNumber, type NumberFormat } from "../text/format.ts";
import { errorBars } from "./_error_bars.ts";
import {
  axis,
  baseLayout,
  type Figure,
  MOST_TICK_TEXT,
  plotText,
  rounded,
  seriesMeta,
} from "./figure.ts";
import { pageStyles, type SeriesColours, type SeriesStyles } from "./series_style.ts";

/**
 * One bar.
 *
 * @category Charts
 */
export interface BarRow {
  /** Name that gives the bar its colour. */
  readonly name: string;
  /** Name for people. */
  readonly title: string;
  /** One value per seed that has one. */
  readonly values: readonly number[];
  /** Text under the title, such as "2 of 5 seeds" or "not reached". */
  readonly remark?: string;
}

/**
 * One chart of horizontal bars.
 *
 * @category Charts
 */
export interface BarChart {
  /** Title of the axis that the bars lie along. */
  readonly title: string;
  /** How the values are written. */
  readonly format: NumberFormat;
  /** From top to bottom. */
  readonly rows: readonly BarRow[];
}

/** Bars as long as the mean, a whisker for its 95 % confidence interval, a dot for every seed. */
export function barsFigure(
  { title, format, rows }: BarChart,
  colours: SeriesColours,
  styled: SeriesStyles = pageStyles(),
): Figure {
  const styles = styled(rows.map(({ name }) => name), colours);
  const factor = format === "percent" ? 100 : 1;
  // Rows are told apart by number and labelled, because two titles may be the same.
  const bars = rows.map(({ name, title, values }, index) => {
    const summary = summarize(values);
    const { colour } = styles.get(name)!;
    return {
      ...seriesMeta(name),
      type: "bar",
      orientation: "h",
      name: plotText(title),
      x: summary === null ? [] : [rounded(factor * summary.mean)],
      y: summary === null ? [] : [index],
      width: 0.56,
      marker: { color: `${colour} 55%`, line: { color: colour, width: 1 } },
      error_x: {
        ...errorBars([{ mean: summary?.mean ?? 0, half: summary?.confidence ?? 0 }], format),
        visible: summary !== null && summary.confidence !== null,
        color: "--ink",
        thickness: 1.4,
        width: 5,
      },
      hovertemplate: summary === null ? "" : formatNumber(summary.mean, format),
    };
  });
  const dots = rows.map(({ name, title, values }, index) => ({
    ...seriesMeta(name),
    type: "scatter",
    mode: "markers",
    name: plotText(title),
    x: values.map((value) => rounded(factor * value)),
    y: values.map(() => index),
    marker: { color: "--paper", size: 7, line: { color: styles.get(name)!.colour, width: 1.6 } },
    text: values.map((value) => formatNumber(value, format)),
    hovertemplate: "%{text}",
  }));
  return {
    data: [...bars, ...dots],
    layout: {
      ...baseLayout(),
      margin: { l: 8, r: 24, t: 12, b: 56 },
      xaxis: axis(title, {
        // Whiskers may reach far out, below zero even; they are not what the axis is for.
        range: [0, 1.08 * factor * Math.max(0, ...rows.flatMap(({ values }) => values))],
        ...(format === "percent" ? { ticksuffix: "\u202f%" } : {}),
      }),
      yaxis: axis("", {
        tickvals: rows.map((_, index) => index),
        ticktext: rows.map(tickText),
        range: [rows.length - 0.5, -0.5],
        showgrid: false,
        ticklen: 6,
        title: { text: "" },
      }),
    },
    height: 90 + 46 * rows.length,
    description: `Bars: ${title}. ` + rows.map((row) => describe(row, format)).join("; ") + ".",
  };
}

function tickText({ title, remark }: BarRow): string {
  return plotText(shortened(title, MOST_TICK_TEXT)) +
    (remark === undefined ? "" : `<br><span style="font-size:11px">${plotText(remark)}</span>`);
}

function describe({ title, values, remark }: BarRow, format: NumberFormat): string {
  const summary = summarize(values);
  const mean = summary === null ? "" : ` ${formatNumber(summary.mean, format)}`;
  return `${title}${mean}${remark === undefined ? "" : ` (${remark})`}`;
}
