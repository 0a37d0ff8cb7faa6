import type { SeriesColours } from "../charts/series_style.ts";
import { type Html, html } from "../text/html.ts";
import { renderSwatch } from "./_swatch.ts";
import type { PageContext } from "./page_context.ts";

/** One legend for all charts of a section; with JavaScript its entries bring their series forward in every chart of the page. */
export function renderLegend(
  series: readonly { readonly name: string; readonly title: string }[],
  colours: SeriesColours,
  context: PageContext,
): Html {
  const styles = context.styles(series.map(({ name }) => name), colours);
  return html`<ul class="legend">${
    series.map(({ name, title }) =>
      html`<li data-series="${name}">${renderSwatch(styles.get(name)!)}${title}</li>`
    )
  }</ul>`;
}
