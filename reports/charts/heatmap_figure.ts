import { isBetter, type Metric } from "../record/metric.ts";
import { formatNumber, type NumberFormat } from "../text/format.ts";
import { axis, axisUnit, baseLayout, type Figure, plotText } from "./figure.ts";

/**
 * One direction of a heat map.
 *
 * @category Charts
 */
export interface HeatMapAxis {
  /** Title of the value that varies: "Learning rate". */
  readonly title: string;
  /** The values in the order of the cells. */
  readonly values: readonly (number | string)[];
}

/**
 * Scores over two variables.
 *
 * @category Charts
 */
export interface HeatMap {
  /** Title of the map, where there are several. */
  readonly title: string;
  /** Columns. */
  readonly x: HeatMapAxis;
  /** Rows, from bottom to top. */
  readonly y: HeatMapAxis;
  /** `cells[row][column]`: the score, or `null` for a trial without one. */
  readonly cells: readonly (readonly (number | null)[])[];
  /** Which scores are better: the bright end of the colours, and the frame. */
  readonly better: Metric["better"];
  /** How the scores are written. */
  readonly format: NumberFormat;
}

/** Up to here from its dark end, Cividis is so dark that white text reads better on it than black. */
const DARK_FRACTION = 0.48;

/** Cells coloured by score between two limits; the best is framed, one without a score is crossed. */
export function heatmapFigure(
  { title, x, y, cells, better, format }: HeatMap,
  limits: readonly [low: number, high: number],
): Figure {
  const { factor, suffix } = axisUnit(format);
  const columns = x.values.map(label);
  const rows = y.values.map(label);
  const empty = cells.flatMap((line, row) =>
    line.flatMap((cell, column) => cell === null ? [[column, row]] : [])
  );
  const best = bestCell(cells, better);
  const span = limits[1] - limits[0];
  const brightness = (cell: number): number => {
    if (span === 0) return 1;
    return (better === "higher" ? cell - limits[0] : limits[1] - cell) / span;
  };
  return {
    data: [
      {
        type: "heatmap",
        z: cells.map((line) => line.map((cell) => cell === null ? null : factor * cell)),
        x: columns.map((_, index) => index),
        y: rows.map((_, index) => index),
        text: cells.map((line) => line.map((cell) => cell === null ? "" : short(cell, format))),
        colorscale: "Cividis",
        reversescale: better === "lower",
        zmin: factor * limits[0],
        zmax: factor * limits[1],
        xgap: 2,
        ygap: 2,
        hoverongaps: false,
        customdata: rows.map((row) => columns.map((column) => [column, row])),
        hovertemplate: `${plotText(x.title)} %{customdata[0]}<br>` +
          `${plotText(y.title)} %{customdata[1]}<br>%{text}<extra></extra>`,
        colorbar: {
          thickness: 10,
          outlinewidth: 0,
          tickfont: { color: "--muted", size: 12 },
          ticksuffix: suffix,
        },
      },
      {
        type: "scatter",
        mode: "markers",
        x: empty.map(([column]) => column),
        y: empty.map(([, row]) => row),
        marker: { symbol: "x-thin", size: 9, line: { color: "--muted", width: 1.5 } },
        hovertemplate: "no score<extra></extra>",
      },
      cellText(cells, format, "#ffffff", (cell) => brightness(cell) < DARK_FRACTION),
      cellText(cells, format, "#101318", (cell) => brightness(cell) >= DARK_FRACTION),
    ],
    layout: {
      ...baseLayout(),
      margin: { l: 56, r: 8, t: 12, b: 56 },
      xaxis: axis(x.title, categories(columns)),
      yaxis: axis(y.title, categories(rows)),
      shapes: best === null ? [] : [frame(best)],
    },
    height: Math.max(240, 110 + 40 * rows.length),
    description: describe({ title, x, y, cells, better, format }),
  };
}

/** The column and row of the best score; the first where several are equal. */
export function bestCell(
  cells: HeatMap["cells"],
  better: Metric["better"],
): readonly [column: number, row: number] | null {
  let best: [number, number] | null = null;
  let score: number | null = null;
  for (const [row, line] of cells.entries()) {
    for (const [column, cell] of line.entries()) {
      if (cell === null || (score !== null && !isBetter({ better }, cell, score))) continue;
      best = [column, row];
      score = cell;
    }
  }
  return best;
}

/** The numbers of some cells; Plotly's own choice of their colour is hard to read in the middle. */
function cellText(
  cells: HeatMap["cells"],
  format: HeatMap["format"],
  color: string,
  chosen: (cell: number) => boolean,
): Record<string, unknown> {
  const texts = cells.flatMap((line, row) =>
    line.flatMap((cell, column) =>
      cell !== null && chosen(cell) ? [{ column, row, text: short(cell, format) }] : []
    )
  );
  return {
    type: "scatter",
    mode: "text",
    x: texts.map(({ column }) => column),
    y: texts.map(({ row }) => row),
    text: texts.map(({ text }) => text),
    textfont: { color, size: 12 },
    hoverinfo: "skip",
  };
}

function frame([column, row]: readonly [number, number]): object {
  return {
    type: "rect",
    x0: column - 0.5,
    x1: column + 0.5,
    y0: row - 0.5,
    y1: row + 0.5,
    line: { color: "--bad", width: 2.5 },
  };
}

function categories(labels: readonly string[]): Record<string, unknown> {
  return {
    tickvals: labels.map((_, index) => index),
    ticktext: labels.map(plotText),
    range: [-0.5, labels.length - 0.5],
    showgrid: false,
  };
}

/** The label of a row or column. */
export function label(value: number | string): string {
  return typeof value === "number" ? formatNumber(value, "number") : value;
}

function short(cell: number, format: NumberFormat): string {
  return format === "percent"
    ? (100 * cell).toFixed(cell < 0.9995 ? 1 : 0)
    : formatNumber(cell, format);
}

function describe({ title, x, y, cells, better, format }: HeatMap): string {
  const best = bestCell(cells, better);
  const where = best === null
    ? "No cell has a score."
    : `Best ${formatNumber(cells[best[1]][best[0]]!, format)} at ${x.title} ${
      label(x.values[best[0]])
    }, ${y.title} ${label(y.values[best[1]])}.`;
  return `Heat map ${title}: ${x.title} across, ${y.title} upwards. ${where}`;
}
