import { type Html, html } from "../text/html.ts";
import { pngAddress } from "./_png.ts";
import { renderSwatch } from "./_swatch.ts";
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";
import picturesCss from "../page/browser/pictures.css" with { type: "text" };

/**
 * A small picture.
 *
 * @category Sections
 */
export interface Picture {
  /** Its pixels as bytes, channel after channel, as base64. */
  readonly pixels: string;
  /** Channels, 1 for grey or 3 for red, green and blue; height and width. */
  readonly shape: readonly number[];
  /** Words below it; default none. */
  readonly caption?: string;
  /** Words for those who cannot see it. */
  readonly description: string;
}

/**
 * Small pictures in rows, a group for each series.
 *
 * @category Sections
 */
export interface PicturesSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "pictures";
  /** The groups, from top to bottom. */
  readonly groups: readonly {
    /** Name of the series that it belongs to, which gives it its colour: an optimizer's. */
    readonly series: string;
    /** Where they come from: "Adam, seed 1". */
    readonly title: string;
    /** The pictures in order. */
    readonly pictures: readonly Picture[];
  }[];
}

/** Renders a {@linkcode PicturesSection}. */
export function renderPictures({ groups }: PicturesSection, context: PageContext): Html {
  context.style(picturesCss);
  const styles = context.styles(groups.map(({ series }) => series), "name");
  return html`${
    groups.map(({ series, title, pictures }) =>
      html`
        <figure class="pictures">
          <figcaption>${renderSwatch(styles.get(series)!)} ${title}</figcaption>
          <ul>${pictures.map(renderPicture)}</ul>
        </figure>
      `
    )
  }`;
}

function renderPicture({ pixels, shape, caption, description }: Picture): Html {
  const address = pngAddress(Uint8Array.fromBase64(pixels), shape);
  return html`<li><img src="${address}" alt="${description}" width="${shape[2]}" height="${
    shape[1]
  }">${caption !== undefined && html`<span>${caption}</span>`}</li>`;
}
