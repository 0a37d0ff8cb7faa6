import { formatNumber } from "../text/format.ts";
import { axis, baseLayout, type Figure, logAxis, plotText, rounded } from "./figure.ts";
import { niceTicks } from "./nice_ticks.ts";

/**
 * A function of two variables on a grid, with points in it.
 *
 * @category Charts
 */
export interface ContourMap {
  /** Title of the map. */
  readonly title: string;
  /** Title of the horizontal axis. */
  readonly xTitle: string;
  /** Title of the vertical axis. */
  readonly yTitle: string;
  /** The value's name. */
  readonly valueTitle: string;
  /** Positions of the columns, rising. */
  readonly x: readonly number[];
  /** Positions of the rows, rising. */
  readonly y: readonly number[];
  /** `values[row][column]`; `null` where there is none. */
  readonly values: readonly (readonly (number | null)[])[];
  /** Points to mark. */
  readonly marks: readonly { readonly title: string; readonly x: number; readonly y: number }[];
}

/** Lines of equal value over this many colours. */
const LEVELS = 20;
const MOST_TICKS = 6;
const SMALLEST_RATIO = 10;

/** Lines of equal value, at equal distances on a logarithmic scale where values are above 0 and span a factor of 10. */
export function contourFigure(
  { title, xTitle, yTitle, valueTitle, x, y, values, marks }: ContourMap,
): Figure {
  const known = values.flat().filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const isLog = low > 0 && high / low >= SMALLEST_RATIO;
  const level = (value: number): number => isLog ? Math.log10(value) : value;
  const [bottom, top] = known.length === 0 ? [0, 1] : [level(low), level(high)];
  // Plotly draws no line where all values are equal.
  const size = (top - bottom || 1) / LEVELS;
  const ticks = isLog
    ? (logAxis("", known) as { readonly tickvals: readonly number[] }).tickvals
    : niceTicks(bottom, bottom + LEVELS * size, MOST_TICKS);
  const write = (value: number | null): string =>
    value === null ? "none" : formatNumber(value, "number");
  return {
    data: [
      {
        type: "contour",
        x: x.map(rounded),
        y: y.map(rounded),
        z: values.map((row) => row.map((value) => value === null ? null : rounded(level(value)))),
        text: values.map((row) => row.map(write)),
        hovertemplate: `${plotText(valueTitle)} %{text}<br>${plotText(xTitle)} %{x:.3~g}<br>` +
          `${plotText(yTitle)} %{y:.3~g}<extra></extra>`,
        colorscale: "Cividis",
        autocontour: false,
        contours: { start: bottom, end: top, size },
        line: { width: 0.6, color: "rgba(255,255,255,0.6)" },
        connectgaps: false,
        colorbar: {
          thickness: 10,
          outlinewidth: 0,
          tickfont: { color: "--muted", size: 12 },
          tickvals: ticks.map(level),
          ticktext: ticks.map((tick) => formatNumber(tick, "number")),
        },
      },
      {
        type: "scatter",
        mode: "markers+text",
        x: marks.map((mark) => rounded(mark.x)),
        y: marks.map((mark) => rounded(mark.y)),
        text: marks.map((mark) => plotText(mark.title)),
        textposition: marks.map((mark) => placeOf(mark.x, x)),
        textfont: { color: "#ffffff", size: 12, shadow: "0 0 3px #000, 0 0 3px #000" },
        marker: {
          symbol: "circle",
          size: 9,
          color: "#ffffff",
          line: { color: "#101318", width: 1.5 },
        },
        hovertemplate: "%{text}<extra></extra>",
      },
    ],
    layout: {
      ...baseLayout(),
      margin: { l: 64, r: 8, t: 12, b: 56 },
      xaxis: axis(xTitle, { range: [x[0], x[x.length - 1]].map(rounded) }),
      yaxis: axis(yTitle, { range: [y[0], y[y.length - 1]].map(rounded) }),
    },
    height: 400,
    description: `Contours: ${title}. ${valueTitle} over ${xTitle} and ${yTitle}${
      known.length === 0 ? ", nowhere known" : `, from ${write(low)} to ${write(high)}`
    }. Marked: ${marks.map((mark) => mark.title).join(", ") || "nothing"}.`,
    numbers: [
      [xTitle, yTitle, valueTitle],
      ...values.flatMap((row, j) => row.map((value, i) => [x[i], y[j], value])),
    ],
  };
}

/** Where a mark's name is: near an end of the axis a long one would be cut off, and two at both ends would meet. */
function placeOf(at: number, [from, ...rest]: readonly number[]): string {
  const share = (at - from) / ((rest.at(-1) ?? from) - from);
  if (share < 1 / 3) return "top right";
  return share > 2 / 3 ? "bottom left" : "top center";
}
