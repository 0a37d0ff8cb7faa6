import { pageStyles } from "../charts/series_style.ts";
import { html } from "../text/html.ts";
import { ICON, renderScripts, renderStyles, scriptFigure } from "./_assets.ts";
import { renderFooter } from "./_footer.ts";
import { renderMasthead } from "./_masthead.ts";
import { pageBuild } from "./_page_build.ts";
import { plotlyBundle, plotlyLibrary } from "./_plotly_library.ts";
import type { Download, Page } from "./page.ts";
import { pageFinding } from "./page_finding.ts";
import { renderSummary } from "./page_summary.ts";

/**
 * Renders a page as one HTML document that needs nothing else: styles, scripts and, where it has
 * charts, Plotly are in it, and its content policy forbids it the network.
 *
 * @category Pages
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
  const styles = pageStyles();
  styles(page.series ?? [], "name");
  const build = pageBuild({ styles });
  const { figures, rules, scripts } = build;
  const sections = page.sections.map((section) => ({ section, id: build.id(section.title) }));
  const content = await Promise.all(sections.map(({ section, id }) => build.section(section, id)));
  const plotly = figures.length === 0 ? null : await plotlyLibrary(plotlyBundle(figures));
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
          content="default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'${build
            .usesWebAssembly &&
            " 'wasm-unsafe-eval'"}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="description" content="${pageFinding(page)}">
        <title>${page.title} · Descent</title>
        ${renderSummary(page)}
        <link rel="icon" href="${ICON}">
        <style>${renderStyles(rules)}</style>
      </head>
      <body>${body}
    ${renderScripts(nonce, { figures: figures.map(scriptFigure), plotly, scripts })}
      </body>
    </html>
  `.markup;
}

/** Depends on the whole content, so that no text in it can know it. */
async function digest(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(hash).toHex();
}
