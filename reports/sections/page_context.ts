import type { Figure } from "../charts/figure.ts";
import type { SeriesStyles } from "../charts/series_style.ts";
import type { Html } from "../text/html.ts";

/**
 * The page that a section becomes part of, as the section's renderer sees it. `Inner` are the sections that
 * may stand in the section; a kind that holds none leaves it out, and so imports no other kind.
 */
export interface PageContext<Inner = never> {
  /** A place for a chart, which the page draws once it is open. */
  figure(figure: Figure): Html;
  /** The styles of series, the same wherever on the page a name stands. */
  readonly styles: SeriesStyles;
  /** Declares that the page needs these rules; once, however often it is asked. */
  style(css: string): void;
  /** Declares that the page runs this module; once, however often it is asked. */
  script(source: string): void;
  /** Lets the page's policy compile WebAssembly. */
  allowWebAssembly(): void;
  /** An id that nothing else on the page has. */
  id(text: string): string;
  /** A section inside this one. */
  section(section: Inner): Promise<Html>;
}
