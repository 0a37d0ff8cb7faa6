import { baseLayout, type Figure, logAxis, plotText, rounded, seriesMeta } from "./figure.ts";
import { pageStyles, type SeriesColours, type SeriesStyles } from "./series_style.ts";

/**
 * One point of a scatter plot.
 *
 * @category Charts
 */
export interface ScatterPoint {
  /** Where it stands. */
  readonly x: number;
  /** Its value, or that of what it counts as. */
  readonly y: number;
  /** `"chosen"` is drawn larger, `"lost"`, a trial that has no value of its own, as a cross; default `"tried"`. */
  readonly as?: "tried" | "chosen" | "lost";
}

/**
 * The points of one kind.
 *
 * @category Charts
 */
export interface ScatterSeries {
  /** Name that gives the points their colour. */
  readonly name: string;
  /** Name for people. */
  readonly title: string;
  /** The points in any order. */
  readonly points: readonly ScatterPoint[];
}

/**
 * A chart of points over two logarithmic axes.
 *
 * @category Charts
 */
export interface ScatterChart {
  /** Title of the chart. */
  readonly title: string;
  /** Title of the horizontal axis. */
  readonly x: string;
  /** Title of the vertical axis. */
  readonly y: string;
  /** The points; those at or below 0 on either axis are left out. */
  readonly series: readonly ScatterSeries[];
}

/** A mark for each point: values over a hyperparameter of which neighbours differ in more than it, so that no line joins them. */
export function scatterFigure(
  { title, x, y, series }: ScatterChart,
  colours: SeriesColours,
  styled: SeriesStyles = pageStyles(),
): Figure {
  const styles = styled(series.map(({ name }) => name), colours);
  const drawn = series.map((each) => ({
    ...each,
    points: each.points.filter((point) => point.x > 0 && point.y > 0),
  }));
  const all = drawn.flatMap(({ points }) => points);
  return {
    data: drawn.map(({ name, title, points }) => {
      const { colour, symbol } = styles.get(name)!;
      return {
        ...seriesMeta(name),
        type: "scatter",
        mode: "markers",
        name: plotText(title),
        x: points.map((point) => rounded(point.x)),
        y: points.map((point) => rounded(point.y)),
        marker: {
          color: colour,
          symbol: points.map(({ as }) => as === "lost" ? "x" : symbol),
          size: points.map(({ as }) => as === "chosen" ? 13 : 7),
          line: { color: "--paper", width: points.map(({ as }) => as === "chosen" ? 2 : 0) },
        },
        text: points.map(({ as = "tried" }) => as),
        hovertemplate: `${plotText(x)} %{x:.3~g}<br>%{y:.4~g}<br>%{text}`,
      };
    }),
    layout: {
      ...baseLayout(),
      xaxis: logAxis(x, all.map((point) => point.x)),
      yaxis: logAxis(y, all.map((point) => point.y)),
    },
    height: 340,
    description: `Points: ${title}, ${y} against ${x}, on logarithmic axes. ${
      drawn.map(({ title, points }) => {
        const chosen = points.find(({ as }) => as === "chosen");
        return `${title}: ${points.length} points${
          chosen === undefined ? "" : `, chosen ${Number(chosen.x.toPrecision(3))}`
        }`;
      }).join("; ")
    }.`,
  };
}
