import { type Html, html } from "../page/html.ts";
import { renderLegend } from "./_legend.ts";
import type { PageContext } from "./_page_context.ts";
import type { Section, SectionBase } from "./section.ts";

/** Small multiples: sections of the same make beside each other, under one legend. */
export interface GridSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "grid";
  /** The sections, in reading order. */
  readonly sections: readonly Section[];
}

/** Renders a {@linkcode GridSection}. */
export async function renderGrid({ sections }: GridSection, context: PageContext): Promise<Html> {
  const drawn = sections.filter((section) => "series" in section);
  const series = new Map(
    drawn.flatMap((section) => section.series.map(({ name, title }) => [name, { name, title }])),
  );
  return html`
    ${drawn.length > 0 &&
      html`<div class="controls">${
        renderLegend([...series.values()], drawn[0].colours ?? "name")
      }</div>`}
    <div class="grid">${await Promise.all(sections.map(context.section))}</div>
  `;
}
