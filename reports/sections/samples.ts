import { type Html, html } from "../text/html.ts";
import { renderSwatch } from "./_swatch.ts";
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";

/**
 * A text that a trained model made.
 *
 * @category Sections
 */
export interface Sample {
  /** Name of the series that it belongs to, which gives it its colour: an optimizer's. */
  readonly series: string;
  /** Where it comes from: "Adam, seed 3". */
  readonly title: string;
  /** The text. */
  readonly text: string;
}

/**
 * Texts that trained models made.
 *
 * @category Sections
 */
export interface SamplesSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "samples";
  /** The texts in order. */
  readonly samples: readonly Sample[];
}

/** Renders a {@linkcode SamplesSection}. */
export function renderSamples({ samples }: SamplesSection, context: PageContext): Html {
  const styles = context.styles(samples.map(({ series }) => series), "name");
  return html`${
    samples.map(({ series, title, text }) =>
      html`
        <figure class="sample">
          <figcaption>${renderSwatch(styles.get(series)!)} ${title}</figcaption>
          <blockquote>${text}</blockquote>
        </figure>
      `
    )
  }`;
}
