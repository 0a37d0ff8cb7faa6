import { type Html, html } from "../text/html.ts";

/**
 * One fact under a page's headline.
 *
 * @category Sections
 */
export interface PageFact {
  /** Its name: "Network". */
  readonly term: string;
  /** The fact: "784-100-10". */
  readonly value: string;
}

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
