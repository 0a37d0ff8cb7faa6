import type { Figure } from "../charts/figure.ts";
import { pageStyles } from "../charts/series_style.ts";
import { html } from "../text/html.ts";
import type { PageContext } from "./page_context.ts";
import { renderSection } from "./render_section.ts";
import type { Section } from "./section.ts";

/** A section rendered without its page. */
export interface RenderedAlone {
  /** Its markup, runs of white space made one. */
  readonly markup: string;
  /** Its charts in order; `[figure 0]` stands in the markup for the first. */
  readonly figures: readonly Figure[];
}

/** Renders a section for its test. */
export async function renderAlone(section: Section): Promise<RenderedAlone> {
  const figures: Figure[] = [];
  let ids = 0;
  const context: PageContext<Section> = {
    figure: (figure) => html`[figure ${figures.push(figure) - 1}]`,
    styles: pageStyles(),
    style: () => {},
    script: () => {},
    allowWebAssembly: () => {},
    id: (text) => `${text}-${ids++}`,
    section: (inner) => renderSection(inner, { id: context.id("inner"), level: 3, context }),
  };
  const { markup } = await renderSection(section, { id: "section", level: 2, context });
  return { markup: markup.replace(/\s+/g, " ").replace(/ ?(<[^>]*>) ?/g, "$1"), figures };
}
