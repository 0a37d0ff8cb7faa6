import type { NumberFormat } from "../text/format.ts";
import { niceTicks } from "./nice_ticks.ts";

/** A chart for Plotly, as plain data. Colours are names of CSS custom properties (`"--series-1"`,
 * with an opacity `"--series-1 16%"`), which the page resolves for its theme. */
export interface Figure {
  /** Plotly traces. */
  readonly data: readonly Readonly<Record<string, unknown>>[];
  /** Plotly layout. */
  readonly layout: Readonly<Record<string, unknown>>;
  /** Height in CSS pixels. */
  readonly height: number;
  /** The chart in a sentence or two, for those who cannot see it. */
  readonly description: string;
  /** The most points of a curve, where it is drawn at some of them, the lowest and the highest of each part included. */
  readonly thinnedFrom?: number;
  /** The numbers behind it as a table, the headings first; default each trace's positions. */
  readonly numbers?: readonly (readonly (string | number | null)[])[];
  /** Other horizontal axes that the reader may choose. */
  readonly choices?: readonly AxisChoice[];
  /** Parts of the layout for both scales of the vertical axis, where the reader may choose. */
  readonly scales?: Readonly<Record<"linear" | "log", Readonly<Record<string, unknown>>>>;
}

/** One horizontal axis: its title and each trace's positions on it. */
export interface AxisChoice {
  readonly title: string;
  readonly x: readonly (readonly number[])[];
}

/** Escapes a text for Plotly, which reads some HTML tags and entities in every label. */
export function plotText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The most characters of a name beside an axis: a phone's chart is 350 pixels wide. Pointing at a mark says all of it. */
export const MOST_TICK_TEXT = 22;

/** The key by which a legend finds the traces of a series. */
export function seriesMeta(name: string): { readonly meta: { readonly series: string } } {
  return { meta: { series: name } };
}

/** Layout that all charts share. */
export function baseLayout(): Record<string, unknown> {
  return {
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { color: "--ink", size: 13 },
    // Where Plotly finds its labels wider than this, it draws the chart twice.
    margin: { l: 72, r: 16, t: 12, b: 56 },
    showlegend: false,
    hoverlabel: {
      bgcolor: "--paper",
      bordercolor: "--rule",
      font: { color: "--ink" },
      // Beside an axis names may be shortened; there they are whole.
      namelength: -1,
    },
    hovermode: "closest",
    modebar: { bgcolor: "rgba(0,0,0,0)", color: "--muted", activecolor: "--ink" },
  };
}

/** An axis with a title, quiet grid lines and room for its labels. */
export function axis(title: string, extra: Readonly<Record<string, unknown>> = {}): object {
  return {
    title: { text: plotText(title), font: { color: "--muted", size: 13 }, standoff: 10 },
    gridcolor: "--rule",
    linecolor: "--rule",
    tickcolor: "--rule",
    tickfont: { color: "--muted", size: 12 },
    zeroline: false,
    automargin: true,
    ...extra,
  };
}

/** How many powers of ten have a label of their own; over a wider span some are left out. */
const MOST_POWERS = 8;
/** A scale is read by at least so many labels. */
const LEAST_LABELS = 3;
const MOST_NARROW_LABELS = 6;
/** Digits that are labelled in each power of ten: the first that give enough labels. */
const DIGITS = [[1], [1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9]];

/** A logarithmic axis with at least three labels, at round values of the powers of ten that its values span. */
export function logAxis(title: string, values: readonly number[]): object {
  const positive = values.filter((value) => value > 0);
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  const ticks = positive.length === 0 ? [] : logTicks(least, most);
  // Plotly labels its own range.
  if (ticks.length === 0) return axis(title, { type: "log" });
  return axis(title, { type: "log", tickvals: ticks, ticktext: ticks.map(String) });
}

function logTicks(least: number, most: number): readonly number[] {
  const low = Math.floor(Math.log10(least)), high = Math.ceil(Math.log10(most));
  const stride = Math.ceil((high - low + 1) / MOST_POWERS);
  const powers = Array.from({ length: high - low + 1 }, (_, index) => low + index)
    .filter((power) => (power - low) % stride === 0);
  const isIn = (tick: number): boolean => tick >= least && tick <= most;
  for (const digits of DIGITS.slice(high - low > 3 ? 0 : 1)) {
    const ticks = powers.flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)));
    if (ticks.filter(isIn).length >= LEAST_LABELS) return ticks;
  }
  // A narrow span has round values as a linear one has.
  const ticks = niceTicks(least, most, MOST_NARROW_LABELS).filter((tick) => tick > 0);
  return ticks.filter(isIn).length >= 2 ? ticks : [];
}

/** The factor and the suffix with which values of a format stand on an axis. */
export function axisUnit(
  format: NumberFormat,
): { readonly factor: number; readonly suffix: string } {
  return format === "percent" ? { factor: 100, suffix: "\u202f%" } : { factor: 1, suffix: "" };
}

/** Keeps an axis of shares between none and all, however much room its labels would like. */
export function shareLimits(format: NumberFormat, values: readonly number[]): object {
  const areShares = format === "percent" && values.every((value) => value >= 0 && value <= 1);
  return areShares ? { minallowed: 0, maxallowed: 100 } : {};
}

/** Five significant digits are more than a screen can show, and a third of the bytes. */
export function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
