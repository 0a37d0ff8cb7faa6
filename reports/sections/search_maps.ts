import { formatNumber } from "../text/format.ts";
import { type Html, html } from "../text/html.ts";
import searchMapsCss from "../page/browser/search_maps.css" with { type: "text" };
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";

/**
 * A setting that a search tried.
 *
 * @category Sections
 */
export interface MapPoint {
  /** Across, on a log axis; 0 stands at its left end. */
  readonly x: number;
  /** Upwards, on a log axis; 0 stands at its lower end. */
  readonly y: number;
  /** From 0, best, to 1; `null` for a trial without a score. */
  readonly level: number | null;
  /** Whether it was chosen. */
  readonly isChosen: boolean;
}

/**
 * The settings of one search over two hyperparameters.
 *
 * @category Sections
 */
export interface SearchMap {
  /** Whose search: "Adam". */
  readonly title: string;
  /** Title of the horizontal axis. */
  readonly x: string;
  /** Title of the vertical axis. */
  readonly y: string;
  /** The settings. */
  readonly points: readonly MapPoint[];
}

/**
 * Small maps of searches, drawn without a script.
 *
 * @category Sections
 */
export interface SearchMapsSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "search-maps";
  /** The maps in reading order. */
  readonly maps: readonly SearchMap[];
}

const WIDTH = 200, HEIGHT = 140, INSET = 10;
/** Colours of the palette's scale. */
const COLOURS = 7;

/** Renders a {@linkcode SearchMapsSection}. */
export function renderSearchMaps({ maps }: SearchMapsSection, context: PageContext): Html {
  context.style(searchMapsCss);
  return html`<div class="search-maps">${maps.map(renderMap)}</div>`;
}

function renderMap({ title, x, y, points }: SearchMap): Html {
  const across = scaleOf(points.map((point) => point.x));
  const upwards = scaleOf(points.map((point) => point.y));
  const lost = points.filter(({ level }) => level === null).length;
  const words = `${title}: ${points.length} settings over ${x} and ${y}${
    lost === 0 ? "" : `, ${lost} without a score`
  }`;
  return html`
    <figure>
      <figcaption>${title}</figcaption>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${words}">
        <rect class="frame" width="${WIDTH}" height="${HEIGHT}" />${points.map((point) => {
          const cx = (INSET + across.share(point.x) * (WIDTH - 2 * INSET)).toFixed(1);
          const cy = (HEIGHT - INSET - upwards.share(point.y) * (HEIGHT - 2 * INSET)).toFixed(1);
          return renderPoint(point, cx, cy);
        })}</svg>
      <p>${x} ${across.ends}; ${y} ${upwards.ends}</p>
    </figure>
  `;
}

function renderPoint({ level, isChosen }: MapPoint, cx: string, cy: string): Html {
  const ring = isChosen && html`<circle class="ring" cx="${cx}" cy="${cy}" r="8" />`;
  if (level === null) {
    return html`
      ${ring}<path class="lost" transform="translate(${cx} ${cy})"
        d="M-3-3 3 3M-3 3 3-3" />
    `;
  }
  const colour = COLOURS - Math.round(level * (COLOURS - 1));
  return html`${ring}<circle cx="${cx}" cy="${cy}" r="4.5" fill="var(--scale-${colour})" />`;
}

/** The share of the way between the lowest and highest value above 0, and both in words. */
function scaleOf(values: readonly number[]): {
  readonly share: (value: number) => number;
  readonly ends: string;
} {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return { share: () => 0.5, ends: "0" };
  const [low, high] = [Math.min(...positive), Math.max(...positive)];
  const hasNothing = positive.length < values.length;
  // What is 0 has a place of its own before the lowest.
  const first = hasNothing ? 0.12 : 0;
  const share = (value: number): number => {
    if (value <= 0) return 0;
    return high === low ? 0.5 : first + (1 - first) * Math.log(value / low) / Math.log(high / low);
  };
  const [from, to] = [low, high].map((value) => formatNumber(value, "number"));
  return { share, ends: `${hasNothing ? "0, " : ""}${from} to ${to}` };
}
