import type { SeriesStyle } from "../charts/series_style.ts";
import { type Html, html } from "../text/html.ts";
import { MARKERS } from "./_markers.ts";

const DASHES: Readonly<Record<SeriesStyle["dash"], string>> = {
  solid: "none",
  dash: "6 3",
  dot: "2 3",
  dashdot: "6 3 2 3",
};

/** A short piece of a series' line with its marker, as legends and tables show it. */
export function renderSwatch({ colour, dash, symbol }: SeriesStyle): Html {
  return html`
    <svg class="swatch" viewBox="-14 -7 28 14" width="28" height="14" aria-hidden="true"
      style="color:var(${colour})"><line x1="-14" x2="14" stroke-dasharray="${DASHES[
        dash
      ]}"/>${MARKERS[symbol]}</svg>
  `;
}
