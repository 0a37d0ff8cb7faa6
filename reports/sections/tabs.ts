import { type Html, html } from "../page/html.ts";
import type { PageContext } from "./_page_context.ts";
import type { Section, SectionBase } from "./section.ts";

/** Sections of which one is seen at a time; all of them, one below the other, without JavaScript. */
export interface TabsSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "tabs";
  /** Each section's title is its tab. */
  readonly sections: readonly Section[];
}

/** Renders a {@linkcode TabsSection}; the browser makes its tabs from the panels' headings. */
export async function renderTabs({ sections }: TabsSection, context: PageContext): Promise<Html> {
  // Taken before anything is waited for, so that the same page always has the same ids.
  const ids = sections.map(({ title }) => context.id(`panel-${title}`));
  const panels = await Promise.all(sections.map(context.section));
  return html`<div class="tabs">${
    panels.map((panel, index) => html`<div class="panel" id="${ids[index]}">${panel}</div>`)
  }</div>`;
}
