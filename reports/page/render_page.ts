import { DARK, LIGHT, paletteCss } from "../charts/palette.ts";
import type { Figure } from "../charts/figure.ts";
import { renderSection } from "../sections/render_section.ts";
import type { PageContext } from "../sections/_page_context.ts";
import { type PlotlyLibrary, plotlyLibrary } from "./_plotly_library.ts";
import chartsScript from "./browser/charts.js" with { type: "text" };
import css from "./browser/page.css" with { type: "text" };
import sortScript from "./browser/table_sort.js" with { type: "text" };
import tabsScript from "./browser/tabs.js" with { type: "text" };
import { Html, html, jsonForScript } from "./html.ts";
import type { Download, Page, PageFact } from "./page.ts";

const ICON = "data:image/svg+xml," + encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M3 5c6 0 6 19 13 19S23 14 29 14" ' +
    'fill="none" stroke="#4b6cd7" stroke-width="4" stroke-linecap="round"/></svg>',
);

/**
 * Renders a page as one HTML document that needs nothing else: styles, scripts and, where it has
 * charts, Plotly are in it, and its content policy forbids it the network.
 *
 * @param page What to say and to show.
 * @param downloads Files that lie beside the page, to be linked.
 * @returns The document. The same page gives the same bytes.
 *
 * @example Text from outside stays text
 * ```ts
 * import { renderPage } from "@descent/reports";
 * import { assert } from "@std/assert";
 *
 * const document = await renderPage({
 *   kicker: "example",
 *   title: "</title><script>alert(1)</script>",
 *   headline: "Nothing was found.",
 *   sections: [],
 * });
 * assert(document.includes("&lt;script&gt;alert(1)"));
 * ```
 */
export async function renderPage(
  page: Page,
  downloads: readonly Download[] = [],
): Promise<string> {
  const figures: Figure[] = [];
  const taken = new Set<string>();
  const rules = new Set<string>();
  const sections = page.sections.map((section) => ({
    section,
    id: uniqueId(section.title, taken),
  }));
  const context = (level: 2 | 3 | 4): PageContext => ({
    figure: (figure) => renderFigure(figure, figures.push(figure) - 1),
    style: (css) => void rules.add(css),
    id: (text) => uniqueId(text, taken),
    section: (section) => {
      const inner = level === 2 ? 3 : 4;
      const id = uniqueId(section.title, taken);
      return renderSection(section, { id, level: inner, context: context(inner) });
    },
  });
  const content = await Promise.all(
    sections.map(({ section, id }) =>
      renderSection(section, { id, level: 2, context: context(2) })
    ),
  );
  const plotly = figures.length === 0 ? null : await plotlyLibrary();
  const body = html`
    ${renderHead(page, sections.map(({ section, id }) => ({ title: section.title, id })))}
    <main>${content}
    </main>
    ${renderFoot(downloads, plotly)}
  `;
  const nonce = await digest(body.markup);
  return html`
    <!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="description" content="${page.headline}">
        <title>${page.title} · Descent</title>
        <link rel="icon" href="${ICON}">
        <style>${styles(rules)}</style>
      </head>
      <body>${body}
    ${renderScripts(nonce, figures, plotly)}
      </body>
    </html>
  `.markup;
}

function renderFigure({ height, description }: Figure, index: number): Html {
  return html`
    <div class="plot" data-figure="${index}" style="height:${height}px" role="img"
      aria-label="${description}"><noscript>Charts are drawn by JavaScript, which is off. ${description}</noscript></div>
  `;
}

function renderHead(
  { kicker, title, headline, facts = [] }: Page,
  sections: readonly { readonly title: string; readonly id: string }[],
): Html {
  return html`<header class="masthead">
<p class="kicker">${kicker}</p>
<h1>${title}</h1>
<p class="headline">${headline}</p>
${facts.length > 0 && renderFacts(facts)}
${
    sections.length > 1 && html`
      <nav aria-label="On this page">
        <ul class="contents">${sections.map(({ title, id }) =>
          html`<li><a href="#${id}">${title}</a></li>`
        )}</ul>
      </nav>
    `
  }
</header>`;
}

function renderFacts(facts: readonly PageFact[]): Html {
  return html`<dl class="facts">${
    facts.map(({ term, value }) =>
      html`
        <div>
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>
      `
    )
  }</dl>`;
}

function renderFoot(downloads: readonly Download[], plotly: PlotlyLibrary | null): Html {
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

function renderScripts(
  nonce: string,
  figures: readonly Figure[],
  plotly: PlotlyLibrary | null,
): Html {
  const run = (script: string): Html =>
    html`<script type="module" nonce="${nonce}">${new Html(script)}</script>\n`;
  return html`${run(sortScript)}${run(tabsScript)}${
    plotly !== null &&
    html`<script type="application/json" id="figures" nonce="${nonce}">${
      jsonForScript(figures.map(({ data, layout, choices }) => ({ data, layout, choices })))
    }</script>
<script type="text/plain" id="plotly">${plotly.base64}</script>
${run(chartsScript)}`
  }`;
}

/** Colours of both themes; paper is always light. */
function styles(rules: ReadonlySet<string>): Html {
  return new Html(
    `:root{${paletteCss(LIGHT)}}` +
      `@media screen and (prefers-color-scheme:dark){:root:not([data-printing]){${
        paletteCss(DARK)
      }}}\n` +
      [css, ...rules].join("\n"),
  );
}

function uniqueId(text: string, taken: Set<string>): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? ["part"];
  const base = words.join("-");
  let id = base;
  for (let count = 2; taken.has(id); count++) id = `${base}-${count}`;
  taken.add(id);
  return id;
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Depends on the whole content, so that no text in it can know it. */
async function digest(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(hash).toHex();
}
