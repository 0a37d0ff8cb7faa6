import { type Html, html, prose } from "../text/html.ts";
import type { SectionBase } from "./section_base.ts";

/**
 * Words only.
 *
 * @category Sections
 */
export interface TextSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "text";
  /** Points of a list after the text. */
  readonly points?: readonly string[];
}

/** Renders the points of a {@linkcode TextSection}; every section has its text. */
export function renderText({ points = [] }: TextSection): Html {
  return points.length === 0
    ? html``
    : html`<ul>${points.map((point) => html`<li>${prose(point)}</li>`)}</ul>`;
}
