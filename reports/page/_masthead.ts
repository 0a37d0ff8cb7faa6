import type { SeriesStyles } from "../charts/series_style.ts";
import { renderDotPlot } from "../sections/dot_plot.ts";
import { renderFacts } from "../sections/facts.ts";
import { type Html, html, prose } from "../text/html.ts";
import type { Page } from "./page.ts";

/** Title, headline, facts and contents. */
export function renderMasthead(
  { kicker, parent, title, question, answer, headline, picture, facts = [] }: Page,
  sections: readonly { readonly title: string; readonly id: string }[],
  styles: SeriesStyles,
): Html {
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
<div class="finding">
<div>${answer !== undefined && html`<p class="answer">${answer}.</p>`}
<p class="${answer === undefined ? "headline" : "reasons"}">${headline}</p></div>
${picture !== undefined && renderDotPlot(picture, styles)}
</div>
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
