import type { Figure } from "../charts/figure.ts";
import type { Html } from "../page/html.ts";
import type { Section } from "./section.ts";

/** The page that a section becomes part of, as the section's renderer sees it. */
export interface PageContext {
  /** A place for a chart, which the page draws once it is open. */
  figure(figure: Figure): Html;
  /** Declares that the page needs these rules; once, however often it is asked. */
  style(css: string): void;
  /** An id that nothing else on the page has. */
  id(text: string): string;
  /** A section inside this one. */
  section(section: Section): Promise<Html>;
}
