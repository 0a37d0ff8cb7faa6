import type { Figure } from "../charts/figure.ts";
import type { SeriesStyles } from "../charts/series_style.ts";
import type { PageContext } from "../sections/page_context.ts";
import { renderSection } from "../sections/render_section.ts";
import type { Section } from "../sections/section.ts";
import { type Html, html } from "../text/html.ts";

/** Sections of one page that are rendered, and what they left: charts by their numbers, rules and scripts. */
export interface PageBuild {
  /** The charts, in the order in which they stand. */
  readonly figures: readonly Figure[];
  /** Rules that sections asked for. */
  readonly rules: ReadonlySet<string>;
  /** Modules that sections asked for. */
  readonly scripts: ReadonlySet<string>;
  /** Whether a section runs WebAssembly. */
  readonly usesWebAssembly: boolean;
  /** An id that no other text got. */
  id(text: string): string;
  /** Renders a section of the page under an id. */
  section(section: Section, id: string): Promise<Html>;
}

/** Options of {@linkcode pageBuild}. */
export interface PageBuildOptions {
  readonly styles: SeriesStyles;
  /** Begins every id; default nothing. */
  readonly prefix?: string;
  /** The number that a page's scripts find a chart by; default its place. */
  readonly numberOf?: (place: number) => number;
}

/** Begins a page. */
export function pageBuild(
  { styles, prefix = "", numberOf = (place) => place }: PageBuildOptions,
): PageBuild {
  const figures: Figure[] = [];
  const taken = new Set<string>();
  const rules = new Set<string>();
  const scripts = new Set<string>();
  let usesWebAssembly = false;
  const newId = (text: string): string => uniqueId(`${prefix}${text}`, taken);
  const context = (level: 2 | 3 | 4): PageContext<Section> => ({
    figure: (figure) => renderFigure(figure, numberOf(figures.push(figure) - 1)),
    styles,
    style: (css) => void rules.add(css),
    script: (source) => void scripts.add(source),
    allowWebAssembly: () => void (usesWebAssembly = true),
    id: newId,
    section: (section) => {
      const inner = level === 2 ? 3 : 4;
      const id = newId(section.title);
      return renderSection(section, { id, level: inner, context: context(inner) });
    },
  });
  return {
    figures,
    rules,
    scripts,
    get usesWebAssembly() {
      return usesWebAssembly;
    },
    id: newId,
    section: (section, id) => renderSection(section, { id, level: 2, context: context(2) }),
  };
}

function renderFigure({ height, description }: Figure, index: number): Html {
  return html`
    <div class="plot" data-figure="${index}" style="height:${height}px" role="group"
      aria-label="${description}"><noscript>Charts are drawn by JavaScript, which is off. ${description}</noscript></div>
  `;
}

function uniqueId(text: string, taken: Set<string>): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? ["part"];
  const base = words.join("-");
  let id = base;
  for (let count = 2; taken.has(id); count++) id = `${base}-${count}`;
  taken.add(id);
  return id;
}
