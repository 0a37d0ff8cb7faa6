import { type Html, html } from "../text/html.ts";
import type { SectionBase } from "./section_base.ts";

/**
 * A text to copy as it stands, such as BibTeX.
 *
 * @category Sections
 */
export interface ListingSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "listing";
  /** The text. */
  readonly listing: string;
}

/** Renders a {@linkcode ListingSection}. */
export function renderListing({ title, listing }: ListingSection): Html {
  return html`<pre role="region" aria-label="${title}" tabindex="0">${listing}</pre>`;
}
