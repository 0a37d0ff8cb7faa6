import { type Html, html, prose } from "../text/html.ts";
import { renderBars } from "./bars.ts";
import { renderConfusion } from "./confusion.ts";
import { renderContours } from "./contours.ts";
import { renderCurves } from "./curves.ts";
import { renderDerivation } from "./derivation.ts";
import { renderEnvironment } from "./environment.ts";
import { renderGrid } from "./grid.ts";
import { renderGroup } from "./group.ts";
import { renderHeatMaps } from "./heatmaps.ts";
import { renderLines } from "./lines.ts";
import { renderLinks } from "./links.ts";
import { renderListing } from "./listing.ts";
import { renderMatrix } from "./matrix.ts";
import type { PageContext } from "./page_context.ts";
import { renderPaths } from "./paths.ts";
import { renderPictures } from "./pictures.ts";
import { renderReference } from "./reference.ts";
import { renderSamples } from "./samples.ts";
import { renderScatter } from "./scatter.ts";
import { renderSearchMaps } from "./search_maps.ts";
import type { Section } from "./section.ts";
import { renderSensitivity } from "./sensitivity.ts";
import { renderStages } from "./stages.ts";
import { renderSettings } from "./settings.ts";
import { renderTable } from "./table.ts";
import { renderTabs } from "./tabs.ts";
import { renderText } from "./text.ts";
import { renderTrialPages } from "./trial_pages.ts";

/** The content of every kind of section; a new kind is a file of its own and a line here. */
const RENDERERS: {
  readonly [K in Section["kind"]]: (
    section: Extract<Section, { kind: K }>,
    context: PageContext<Section>,
  ) => Html | Promise<Html>;
} = {
  text: renderText,
  table: renderTable,
  curves: renderCurves,
  sensitivity: renderSensitivity,
  settings: renderSettings,
  bars: renderBars,
  heatmaps: renderHeatMaps,
  contours: renderContours,
  grid: renderGrid,
  group: renderGroup,
  tabs: renderTabs,
  reference: renderReference,
  derivation: renderDerivation,
  environment: renderEnvironment,
  lines: renderLines,
  links: renderLinks,
  samples: renderSamples,
  confusion: renderConfusion,
  stages: renderStages,
  scatter: renderScatter,
  "search-maps": renderSearchMaps,
  matrix: renderMatrix,
  paths: renderPaths,
  listing: renderListing,
  pictures: renderPictures,
  "trial-pages": renderTrialPages,
};

/** Renders a section with its heading. */
export async function renderSection(
  section: Section,
  { id, level, context }: { id: string; level: 2 | 3 | 4; context: PageContext<Section> },
): Promise<Html> {
  const { title, text = [], note, methods = [], collapsed = false, kind } = section;
  const render = RENDERERS[kind] as (
    section: Section,
    context: PageContext<Section>,
  ) => Html | Promise<Html>;
  const content = await render(section, context);
  const heading = html`<h${level}>${title}</h${level}>`;
  const body = html`${
    [text].flat().map((paragraph) => html`<p class="prose">${prose(paragraph)}</p>`)
  }${content}${note !== undefined && html`<p class="note">${prose(note)}</p>`}${
    methods.length > 0 && html`
      <details class="methods">
        <summary>How this was judged</summary>
        <ul>${methods.map((sentence) => html`<li>${prose(sentence)}</li>`)}</ul>
      </details>
    `
  }`;
  return html`
    <section id="${id}">${collapsed
      ? html`<details><summary>${heading}</summary>${body}</details>`
      : html`${heading}${body}`}
    </section>
  `;
}
