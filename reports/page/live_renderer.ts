import { pageStyles } from "../charts/series_style.ts";
import type { Section } from "../sections/section.ts";
import { Html, html } from "../text/html.ts";
import {
  ICON,
  renderLiveScripts,
  renderLiveStyles,
  renderScripts,
  scriptFigure,
} from "./_assets.ts";
import { renderFinding } from "./_finding.ts";
import { pageBuild } from "./_page_build.ts";
import { plotlyLibrary } from "./_plotly_library.ts";
import { type LiveProgress, renderLiveProgress } from "./_live_progress.ts";
import type { Page } from "./page.ts";

/**
 * A part of a live page that changes as a whole: its markup, and the charts in it.
 *
 * @category Pages
 */
export interface LivePart {
  /** Its name, unique on the page: `"finding"` and `"progress"` stand above the others. */
  readonly name: string;
  /** Its markup. */
  readonly html: string;
  /** Its charts by the numbers that the markup has them under, as the page's scripts read them. */
  readonly figures: Readonly<Record<number, object>>;
}

/**
 * Texts of a live page that stay.
 *
 * @category Pages
 */
export interface LiveTexts {
  /** Small line above the title: which experiment this is. */
  readonly kicker: string;
  /** The page's title. */
  readonly title: string;
  /** The question that the run answers. */
  readonly question: string;
}

/**
 * Options of {@linkcode LiveRenderer.document}.
 *
 * @category Pages
 */
export interface LiveDocumentOptions {
  /** The number that marks the page's own scripts; another one for each response. */
  readonly nonce: string;
  /** Data for the page's script. */
  readonly data: Readonly<Record<string, string | number>>;
}

/**
 * Renders a report that is still being written, part by part. Names keep their colours, and charts their numbers.
 *
 * @category Pages
 */
export interface LiveRenderer {
  /**
   * Renders the finding so far.
   *
   * @param finding Answer, headline and picture, as of a page.
   */
  finding(finding: Pick<Page, "answer" | "headline" | "picture">): LivePart;
  /**
   * Renders the progress.
   *
   * @param progress How far the run is.
   */
  progress(progress: LiveProgress): LivePart;
  /**
   * Renders sections, each a part.
   *
   * @param group Begins the parts' names.
   * @param sections The sections, as of a page.
   */
  sections(group: string, sections: readonly Section[]): Promise<LivePart[]>;
  /**
   * Renders the whole page.
   *
   * @param parts Its parts in order.
   * @param options Nonce and data.
   */
  document(parts: readonly LivePart[], options: LiveDocumentOptions): Promise<string>;
}

/**
 * A renderer of live pages: the sections, charts, colours and scripts of reports.
 *
 * @category Pages
 * @param texts The texts that stay, see {@linkcode LiveTexts}.
 * @returns The renderer.
 *
 * @example
 * ```ts
 * import { liveRenderer } from "@descent/reports";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const renderer = liveRenderer({ kicker: "compare", title: "<b>", question: "Which?" });
 * const part = renderer.finding({ headline: "Nothing yet." });
 * const page = await renderer.document([part], { nonce: "n", data: {} });
 * assertStringIncludes(page, "Nothing yet.");
 * assertStringIncludes(page, "<h1>&lt;b&gt;</h1>");
 * ```
 */
export function liveRenderer({ kicker, title, question }: LiveTexts): LiveRenderer {
  const styles = pageStyles();
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };

  async function part(section: Section, name: string): Promise<LivePart> {
    const build = pageBuild({
      styles,
      prefix: `${name} `,
      numberOf: (k) => numberOf(`${name} ${k}`),
    });
    const { markup } = await build.section(section, build.id(section.title));
    const rules = [...build.rules];
    const figures = build.figures.map((figure, place): [number, object] => [
      numberOf(`${name} ${place}`),
      scriptFigure(figure),
    ]);
    const style = rules.length === 0 ? "" : `<style>${rules.join("\n")}</style>`;
    return { name, html: style + markup, figures: Object.fromEntries(figures) };
  }

  return {
    finding: (finding) => ({
      name: "finding",
      html: renderFinding(finding, styles).markup,
      figures: {},
    }),
    progress: (progress) => ({
      name: "progress",
      html: renderLiveProgress(progress).markup,
      figures: {},
    }),
    async sections(group, sections) {
      const taken = new Map<string, number>();
      const parts: LivePart[] = [];
      for (const section of sections) {
        const count = (taken.get(section.title) ?? 0) + 1;
        taken.set(section.title, count);
        parts.push(await part(section, [group, section.title, count].join(" ")));
      }
      return parts;
    },
    async document(parts, { nonce, data }) {
      const plotly = await plotlyLibrary("cartesian");
      const figures: (object | null)[] = Array.from({ length: numbers.size }, () => null);
      for (const part of parts) {
        for (const [number, figure] of Object.entries(part.figures)) {
          figures[Number(number)] = figure;
        }
      }
      const markupOf = (name: string): Html =>
        new Html(parts.find((part) => part.name === name)?.html ?? "");
      const others = parts.filter(({ name }) => name !== "finding" && name !== "progress");
      return html`
        <!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>${title} · Descent, live</title>
            <link rel="icon" href="${ICON}">
            <style>${renderLiveStyles()}</style>
          </head>
          <body>
            <header class="masthead">
              <p class="kicker">${kicker}</p>
              <h1>${title}</h1>
              <p class="question">${question}</p>
              <p class="live-connection" role="status"></p>
              <div class="finding" data-part="finding">${markupOf("finding")}</div>
              <div data-part="progress">${markupOf("progress")}</div>
            </header>
            <main>${others.map(({ name, html: markup }) =>
              html`<div data-part="${name}">${new Html(markup)}</div>`
            )}</main>
            <footer><details><summary>Charts by ${plotly
              .name}, © Plotly, Inc., MIT licence</summary>
              <pre>${plotly.licence}</pre></details></footer>
        ${renderScripts(nonce, { figures, plotly })}${renderLiveScripts(nonce, data)}
          </body>
        </html>
      `.markup;
    },
  };
}
