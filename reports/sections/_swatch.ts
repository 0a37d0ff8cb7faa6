import type { SeriesStyle } from "../charts/series_style.ts";
import { Html, html } from "../text/html.ts";

const DASHES: Readonly<Record<SeriesStyle["dash"], string>> = {
  solid: "none",
  dash: "6 3",
  dot: "2 3",
  dashdot: "6 3 2 3",
};

// The markers of Plotly that series are given, on a field of 10 by 10 around the origin.
const MARKERS: Readonly<Record<string, Html>> = {
  circle: new Html('<circle r="4"/>'),
  square: new Html('<rect x="-3.7" y="-3.7" width="7.4" height="7.4"/>'),
  diamond: new Html('<path d="M0-5 5 0 0 5-5 0z"/>'),
  "triangle-up": new Html('<path d="M0-4.6 5 4H-5z"/>'),
  "triangle-down": new Html('<path d="M0 4.6 5-4H-5z"/>'),
  pentagon: new Html('<path d="M0-5 4.8-1.5 2.9 4H-2.9L-4.8-1.5z"/>'),
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
