import { contourFigure, type ContourMap } from "../charts/contour_figure.ts";
import { type Html, html } from "../text/html.ts";
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";

/**
 * Functions of two variables as lines of equal value, side by side; each has a colour scale of its own.
 *
 * @category Sections
 */
export interface ContoursSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "contours";
  /** The maps, from left to right. */
  readonly maps: readonly ContourMap[];
}

/** Renders a {@linkcode ContoursSection}; the numbers are in the chart's own table to download. */
export function renderContours({ maps }: ContoursSection, context: PageContext): Html {
  return html`
    <div class="figures">${maps.map((map) =>
      html`
        <figure>
          <figcaption>${map.title}</figcaption>
          ${context.figure(contourFigure(map))}
        </figure>
      `
    )}
    </div>
  `;
}
