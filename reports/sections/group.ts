import { type Html, html } from "../text/html.ts";
import { renderFacts } from "./facts.ts";
import type { PageContext } from "./page_context.ts";
import type { GroupSection, Section } from "./section.ts";

/** Renders a {@linkcode GroupSection}. */
export async function renderGroup(
  { facts = [], sections }: GroupSection,
  context: PageContext<Section>,
): Promise<Html> {
  return html`${facts.length > 0 && renderFacts(facts)}${await Promise.all(
    sections.map(context.section),
  )}`;
}
