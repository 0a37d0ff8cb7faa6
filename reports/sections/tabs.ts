import { type Html, html } from "../text/html.ts";
import type { PageContext } from "./page_context.ts";
import type { Section, TabsSection } from "./section.ts";

/** Renders a {@linkcode TabsSection}; the browser makes its tabs from the panels' headings. */
export async function renderTabs(
  { sections }: TabsSection,
  context: PageContext<Section>,
): Promise<Html> {
  // Taken before anything is waited for, so that the same page always has the same ids.
  const ids = sections.map(({ title }) => context.id(`panel-${title}`));
  const panels = await Promise.all(sections.map(context.section));
  return html`<div class="tabs">${
    panels.map((panel, index) => html`<div class="panel" id="${ids[index]}">${panel}</div>`)
  }</div>`;
}
