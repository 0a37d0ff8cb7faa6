import { Html, html } from "../text/html.ts";

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

/** Characters from which on a fact takes a line of its own. */
const LONG = 90;

/** Facts side by side, each a term with its value below. */
export function renderFacts(facts: readonly PageFact[]): Html {
  return html`<dl class="facts">${
    facts.map(({ term, value }) =>
      html`
        <div${value.length > LONG && new Html(' class="wide"')}>
          <dt>${term}</dt>
          <dd>${value}</dd>
          </div>
      `
    )
  }</dl>`;
}
