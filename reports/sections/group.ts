import { renderFacts } from "../page/facts.ts";
import { type Html, html } from "../page/html.ts";
import type { PageFact } from "../page/page.ts";
import type { PageContext } from "./_page_context.ts";
import type { Section, SectionBase } from "./section.ts";

/** Sections one below the other under one heading, such as all that is to say of one problem. */
export interface GroupSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "group";
  /** Facts that hold for these sections alone. */
  readonly facts?: readonly PageFact[];
  /** The sections, from top to bottom. */
  readonly sections: readonly Section[];
}

/** Renders a {@linkcode GroupSection}. */
export async function renderGroup(
  { facts = [], sections }: GroupSection,
  context: PageContext,
): Promise<Html> {
  return html`${facts.length > 0 && renderFacts(facts)}${await Promise.all(
    sections.map(context.section),
  )}`;
}
