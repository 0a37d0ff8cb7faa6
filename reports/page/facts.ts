import { type Html, html } from "./html.ts";
import type { PageFact } from "./page.ts";

/** Facts side by side, each a term with its value below. */
export function renderFacts(facts: readonly PageFact[]): Html {
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
