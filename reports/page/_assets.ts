import type { Figure } from "../charts/figure.ts";
import { DARK, LIGHT, paletteCss } from "../charts/palette.ts";
import { Html, html, jsonForScript } from "../text/html.ts";
import type { PlotlyLibrary } from "./_plotly_library.ts";
import chartsCss from "./browser/charts.css" with { type: "text" };
import chartsScript from "./browser/charts.js" with { type: "text" };
import downloadsScript from "./browser/chart_downloads.js" with { type: "text" };
import dotPlotCss from "./browser/dot_plot.css" with { type: "text" };
import documentCss from "./browser/document.css" with { type: "text" };
import kindsCss from "./browser/kinds.css" with { type: "text" };
import liveCss from "./browser/live.css" with { type: "text" };
import liveScript from "./browser/live.js" with { type: "text" };
import mediaCss from "./browser/media.css" with { type: "text" };
import tablesCss from "./browser/tables.css" with { type: "text" };
import tablesScript from "./browser/tables.js" with { type: "text" };
import tabsScript from "./browser/tabs.js" with { type: "text" };

/** The page's icon, as an address that needs no network. */
export const ICON = "data:image/svg+xml," + encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M3 5c6 0 6 19 13 19S23 14 29 14" ' +
    'fill="none" stroke="#4b6cd7" stroke-width="4" stroke-linecap="round"/></svg>',
);

const RULES = [documentCss, tablesCss, dotPlotCss, chartsCss, kindsCss, mediaCss];

/** The parts of a chart that scripts read. */
type ScriptFigure = Pick<Figure, "data" | "layout" | "choices" | "scales" | "numbers">;

/** The part of a chart that the scripts read. */
export function scriptFigure(
  { data, layout, choices, scales, numbers }: Figure,
): ScriptFigure {
  return {
    data,
    layout,
    ...choices && { choices },
    ...scales && { scales },
    ...numbers && { numbers },
  };
}

/** The data that a page's scripts work on, besides its text. */
export interface PageScripts {
  /** Its charts. */
  readonly figures: readonly (object | null)[];
  /** The library that draws them; `null` where there are none. */
  readonly plotly: PlotlyLibrary | null;
  /** Modules that its sections asked for; default none. */
  readonly scripts?: ReadonlySet<string>;
}

/** The page's scripts; Plotly and the figures only where there are charts, and first, as the library is read while the others run. */
export function renderScripts(
  nonce: string,
  { figures, plotly, scripts = new Set() }: PageScripts,
): Html {
  const run = (script: string): Html => renderScript(nonce, script);
  return html`${
    plotly !== null &&
    html`<script type="application/json" id="figures" nonce="${nonce}">${
      jsonForScript(figures)
    }</script>
<script type="text/plain" id="plotly">${plotly.base64}</script>
${run(chartsScript)}${run(downloadsScript)}`
  }${run(tablesScript)}${run(tabsScript)}${[...scripts].map(run)}`;
}

/** The additions of a live page: its script, and the data that it begins with. */
export function renderLiveScripts(nonce: string, data: unknown): Html {
  return html`<script type="application/json" id="live">${jsonForScript(data)}</script>
${renderScript(nonce, liveScript)}`;
}

/** The rules of a live page. */
export function renderLiveStyles(): Html {
  return new Html(`${renderStyles(new Set()).markup}\n${liveCss}`);
}

function renderScript(nonce: string, script: string): Html {
  return html`<script type="module" nonce="${nonce}">${new Html(script)}</script>\n`;
}

/** The page's rules, with the colours of both themes; paper is always light. */
export function renderStyles(rules: ReadonlySet<string>): Html {
  return new Html(
    `:root{${paletteCss(LIGHT)}}` +
      `@media screen and (prefers-color-scheme:dark){:root:not([data-printing]){${
        paletteCss(DARK)
      }}}\n` +
      [...RULES, ...rules].join("\n"),
  );
}
