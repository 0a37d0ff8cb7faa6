import { type Html, html } from "../text/html.ts";
import { renderLegend } from "./_legend.ts";
import type { PageContext } from "./page_context.ts";
import type { GridSection, Section } from "./section.ts";

/** Renders a {@linkcode GridSection}. */
export async function renderGrid(
  { sections }: GridSection,
  context: PageContext<Section>,
): Promise<Html> {
  const drawn = sections.filter((section) => "series" in section);
  const series = new Map(
    drawn.flatMap((section) => section.series.map(({ name, title }) => [name, { name, title }])),
  );
  return html`
    ${drawn.length > 0 &&
      html`<div class="controls">${
        renderLegend([...series.values()], drawn[0].colours ?? "name", context)
      }</div>`}
    <div class="grid">${await Promise.all(sections.map(context.section))}</div>
  `;
}
