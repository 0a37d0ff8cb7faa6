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
import mediaCss from "./browser/media.css" with { type: "text" };
import tablesCss from "./browser/tables.css" with { type: "text" };
import tablesScript from "./browser/tables.js" with { type: "text" };
import tabsScript from "./browser/tabs.js" with { type: "text" };

const RULES = [documentCss, tablesCss, dotPlotCss, chartsCss, kindsCss, mediaCss];

/** The page's scripts; Plotly and the figures only where there are charts. */
export function renderScripts(
  nonce: string,
  figures: readonly Figure[],
  plotly: PlotlyLibrary | null,
): Html {
  const run = (script: string): Html =>
    html`<script type="module" nonce="${nonce}">${new Html(script)}</script>\n`;
  return html`${run(tablesScript)}${run(tabsScript)}${
    plotly !== null &&
    html`<script type="application/json" id="figures" nonce="${nonce}">${
      jsonForScript(
        figures.map(({ data, layout, choices, scales, numbers }) => (
          { data, layout, choices, scales, numbers }
        )),
      )
    }</script>
<script type="text/plain" id="plotly">${plotly.base64}</script>
${run(chartsScript)}${run(downloadsScript)}`
  }`;
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
