/** What Plotly draws, as plain data. Colours are names of CSS custom properties (`"--series-1"`,
 * with an opacity `"--series-1 16%"`), which the page resolves for its theme. */
export interface Figure {
  /** Plotly traces. */
  readonly data: readonly Readonly<Record<string, unknown>>[];
  /** Plotly layout. */
  readonly layout: Readonly<Record<string, unknown>>;
  /** Height in CSS pixels. */
  readonly height: number;
  /** What it shows, in a sentence or two, for those who cannot see it. */
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

/** A logarithmic axis labelled at 1, 2 and 5 in every power of ten that its values span. */
export function logAxis(title: string, values: readonly number[]): object {
  const powers = values.filter((value) => value > 0).map(Math.log10);
  const low = Math.floor(Math.min(...powers));
  const high = Math.ceil(Math.max(...powers));
  // Without a positive value there is nothing to draw, and Plotly labels its own range.
  if (powers.length === 0) return axis(title, { type: "log" });
  const digits = high - low > 3 ? [1] : [1, 2, 5];
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => low + index)
    .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)));
  return axis(title, { type: "log", tickvals: ticks, ticktext: ticks.map(String) });
}

/** Five significant digits are more than a screen can show, and a third of the bytes. */
export function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
