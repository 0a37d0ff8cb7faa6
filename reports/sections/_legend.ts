import { type SeriesColours, seriesStyles } from "../charts/series_style.ts";
import { type Html, html } from "../text/html.ts";
import { renderSwatch } from "./_swatch.ts";

/** One legend for all charts of a section; with JavaScript its entries show and hide their series. */
export function renderLegend(
  series: readonly { readonly name: string; readonly title: string }[],
  colours: SeriesColours,
): Html {
  const styles = seriesStyles(series.map(({ name }) => name), colours);
  return html`<ul class="legend">${
    series.map(({ name, title }) =>
      html`<li data-series="${name}">${renderSwatch(styles.get(name)!)}${title}</li>`
    )
  }</ul>`;
}
