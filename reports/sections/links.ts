import { type Html, html, prose } from "../text/html.ts";
import { renderThumbnail } from "./_thumbnail.ts";
import type { DotPlot } from "./dot_plot.ts";
import type { PageContext } from "./page_context.ts";
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
  /** Its finding at a glance; default none. */
  readonly picture?: DotPlot;
  /** Pages that belong to it, such as a profile; default none. */
  readonly also?: readonly { readonly href: string; readonly title: string }[];
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
export function renderLinks({ links }: LinksSection, context: PageContext): Html {
  return html`<ul class="links">${
    links.map(({ href, title, question, headline, picture, also = [] }) =>
      html`
        <li>
          ${picture !== undefined && renderThumbnail(picture, context.styles)}
          <h3><a href="${href}">${title}</a></h3>
          <p class="question">${prose(question)}</p>
          <p>${prose(headline)}</p>
          ${also.map(({ href, title }) => html`<p><a href="${href}">${title}</a></p>`)}
        </li>
      `
    )
  }</ul>`;
}
