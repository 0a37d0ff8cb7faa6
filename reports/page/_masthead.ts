import type { SeriesStyles } from "../charts/series_style.ts";
import { renderFacts } from "../sections/facts.ts";
import { type Html, html, prose } from "../text/html.ts";
import { renderFinding } from "./_finding.ts";
import type { Page } from "./page.ts";

/** Title, headline, facts and contents. */
export function renderMasthead(
  page: Page,
  sections: readonly { readonly title: string; readonly id: string }[],
  styles: SeriesStyles,
): Html {
  const { kicker, parent, title, question, facts = [] } = page;
  return html`<header class="masthead">
${
    parent !== undefined && html`
      <nav class="parent" aria-label="Whole report"><a href="${parent.href}">← ${parent
        .title}</a></nav>
    `
  }
<p class="kicker">${kicker}</p>
<h1>${title}</h1>
${question !== undefined && html`<p class="question">${prose(question)}</p>`}
<div class="finding">${renderFinding(page, styles)}</div>
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
