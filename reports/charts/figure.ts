import type { NumberFormat } from "../text/format.ts";

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
  /** Other horizontal axes that the reader may choose. */
  readonly choices?: readonly AxisChoice[];
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
    margin: { l: 56, r: 16, t: 12, b: 48 },
    showlegend: false,
    hoverlabel: { bgcolor: "--paper", bordercolor: "--rule", font: { color: "--ink" } },
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

/** A logarithmic axis labelled at 1, 2 and 5 in every power of ten that its values span. */
export function logAxis(title: string, values: readonly number[]): object {
  const positive = values.filter((value) => value > 0);
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  const low = Math.floor(Math.log10(least));
  const high = Math.ceil(Math.log10(most));
  const ticks = positive.length === 0 ? [] : logTicks(low, high);
  // Without two labels in the range the scale could not be read, and Plotly labels its own range.
  if (ticks.filter((tick) => tick >= least && tick <= most).length < 2) {
    return axis(title, { type: "log" });
  }
  return axis(title, { type: "log", tickvals: ticks, ticktext: ticks.map(String) });
}

function logTicks(low: number, high: number): number[] {
  const digits = high - low > 3 ? [1] : [1, 2, 5];
  const stride = Math.ceil((high - low + 1) / MOST_POWERS);
  return Array.from({ length: high - low + 1 }, (_, index) => low + index)
    .filter((power) => (power - low) % stride === 0)
    .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)));
}

/** The factor and the suffix with which values of a format stand on an axis. */
export function axisUnit(
  format: NumberFormat,
): { readonly factor: number; readonly suffix: string } {
  return format === "percent" ? { factor: 100, suffix: "\u202f%" } : { factor: 1, suffix: "" };
}

/** Five significant digits are more than a screen can show, and a third of the bytes. */
export function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
