import type { Figure } from "../charts/figure.ts";
import { pageStyles } from "../charts/series_style.ts";
import type { PageContext } from "../sections/page_context.ts";
import type { Section } from "../sections/section.ts";
import { renderSection } from "../sections/render_section.ts";
import { type Html, html } from "../text/html.ts";
import { renderScripts, renderStyles } from "./_assets.ts";
import { renderFooter } from "./_footer.ts";
import { renderMasthead } from "./_masthead.ts";
import { plotlyLibrary } from "./_plotly_library.ts";
import type { Download, Page } from "./page.ts";
import { pageFinding } from "./page_finding.ts";
import { renderSummary } from "./page_summary.ts";

const ICON = "data:image/svg+xml," + encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M3 5c6 0 6 19 13 19S23 14 29 14" ' +
    'fill="none" stroke="#4b6cd7" stroke-width="4" stroke-linecap="round"/></svg>',
);

/**
 * Renders a page as one HTML document that needs nothing else: styles, scripts and, where it has
 * charts, Plotly are in it, and its content policy forbids it the network.
 *
 * @param page The report's texts and sections.
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
  const scripts = new Set<string>();
  let usesWebAssembly = false;
  const styles = pageStyles();
  styles(page.series ?? [], "name");
  const sections = page.sections.map((section) => ({
    section,
    id: uniqueId(section.title, taken),
  }));
  const context = (level: 2 | 3 | 4): PageContext<Section> => ({
    figure: (figure) => renderFigure(figure, figures.push(figure) - 1),
    styles,
    style: (css) => void rules.add(css),
    script: (source) => void scripts.add(source),
    allowWebAssembly: () => void (usesWebAssembly = true),
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
  const plotly = figures.length === 0 ? null : await plotlyLibrary(figures);
  const body = html`
    ${renderMasthead(
      page,
      sections.map(({ section, id }) => ({ title: section.title, id })),
      styles,
    )}
    <main>${content}
    </main>
    ${renderFooter(downloads, plotly)}
  `;
  const nonce = await digest(body.markup);
  return html`
    <!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'${usesWebAssembly &&
            " 'wasm-unsafe-eval'"}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="description" content="${pageFinding(page)}">
        <title>${page.title} · Descent</title>
        ${renderSummary(page)}
        <link rel="icon" href="${ICON}">
        <style>${renderStyles(rules)}</style>
      </head>
      <body>${body}
    ${renderScripts(nonce, { figures, plotly, scripts })}
      </body>
    </html>
  `.markup;
}

function renderFigure({ height, description }: Figure, index: number): Html {
  return html`
    <div class="plot" data-figure="${index}" style="height:${height}px" role="group"
      aria-label="${description}"><noscript>Charts are drawn by JavaScript, which is off. ${description}</noscript></div>
  `;
}

function uniqueId(text: string, taken: Set<string>): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? ["part"];
  const base = words.join("-");
  let id = base;
  for (let count = 2; taken.has(id); count++) id = `${base}-${count}`;
  taken.add(id);
  return id;
}

/** Depends on the whole content, so that no text in it can know it. */
async function digest(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(hash).toHex();
}
