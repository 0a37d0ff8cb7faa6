import { type Html, html } from "../text/html.ts";
import type { PlotlyLibrary } from "./_plotly_library.ts";
import type { Download } from "./page.ts";

/** Data beside the page, and the licence of what is in it. */
export function renderFooter(downloads: readonly Download[], plotly: PlotlyLibrary | null): Html {
  return html`<footer>
${
    downloads.length > 0 && html`<ul aria-label="Data">${
      downloads.map(({ name, bytes }) =>
        html`<li><a href="${name}">${name}</a> (${size(bytes)})</li>`
      )
    }</ul>`
  }
<p>Written by Descent from its run records.</p>
${
    plotly !== null && html`
      <details>
        <summary>Charts by ${plotly.name}, © Plotly, Inc., MIT licence</summary>
        <pre>${plotly.licence}</pre>
      </details>
    `
  }
</footer>`;
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
