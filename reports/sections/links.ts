import { type Html, html, prose } from "../text/html.ts";
import type { SectionBase } from "./section_base.ts";

/**
 * A page to go to.
 *
 * @category Sections
 */
export interface LinkCard {
  /** Path to it from this page. */
  readonly href: string;
  /** Its title. */
  readonly title: string;
  /** The question that it answers. */
  readonly question: string;
  /** Its finding. */
  readonly headline: string;
}

/**
 * Other pages, each with its question and its finding.
 *
 * @category Sections
 */
export interface LinksSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "links";
  /** The pages in order. */
  readonly links: readonly LinkCard[];
}

/** Renders a {@linkcode LinksSection}. */
export function renderLinks({ links }: LinksSection): Html {
  return html`<ul class="links">${
    links.map(({ href, title, question, headline }) =>
      html`
        <li>
          <h3><a href="${href}">${title}</a></h3>
          <p class="question">${prose(question)}</p>
          <p>${prose(headline)}</p>
        </li>
      `
    )
  }</ul>`;
}
