import { LIGHT } from "./palette.ts";

/**
 * How the series of a chart get their colours: `"name"` gives a name the same colour in all of a page
 * (optimizers), `"order"` gives the first series the first colour, `"scale"` runs from dark to bright
 * along the series (depths, layers).
 *
 * @category Charts
 */
export type SeriesColours = "name" | "order" | "scale";

/** How one series is drawn. */
export interface SeriesStyle {
  /** Name of a CSS custom property: `"--series-1"`. */
  readonly colour: string;
  /** Plotly's name of the line's pattern. */
  readonly dash: "solid" | "dash" | "dot" | "dashdot";
  /** Plotly's name of the marker. */
  readonly symbol: string;
}

const DASHES = ["solid", "dash", "dot", "dashdot"] as const;
const SYMBOLS = ["circle", "square", "diamond", "triangle-up", "triangle-down", "pentagon"];

// A colour of their own for those that most reports show side by side, on every page the same.
const RESERVED = ["sgd", "momentum", "rmsprop", "adam"];

/** Gives the names of series their styles. */
export type SeriesStyles = (
  names: readonly string[],
  colours: SeriesColours,
) => ReadonlyMap<string, SeriesStyle>;

/**
 * Gives series their styles so that a name has the same one in every chart and table that asks: names get their colours
 * in the order in which they are first asked for.
 *
 * Where two names share a colour, they differ in their line's pattern.
 *
 * @returns The styles of one page.
 */
export function pageStyles(): SeriesStyles {
  const seen: string[] = [];
  return (names, colours) => {
    const distinct = [...new Set(names)];
    if (colours === "scale") return scaleStyles(distinct);
    if (colours === "order") {
      return new Map(distinct.map((name, index) => [name, styleAt(index, 0, LIGHT.series.length)]));
    }
    seen.push(...distinct.filter((name) => !RESERVED.includes(name) && !seen.includes(name)));
    const free = LIGHT.series.length - RESERVED.length;
    return new Map(distinct.map((name) => {
      const reserved = RESERVED.indexOf(name);
      return [
        name,
        reserved >= 0
          ? styleAt(reserved, 0, RESERVED.length)
          : styleAt(seen.indexOf(name), RESERVED.length, free),
      ];
    }));
  };
}

/** The style at a place among some colours; the next round of the same colours has another pattern. */
function styleAt(index: number, first: number, count: number): SeriesStyle {
  const slot = first + index % count;
  const round = Math.floor(index / count);
  return {
    colour: `--series-${slot + 1}`,
    dash: DASHES[round % DASHES.length],
    symbol: SYMBOLS[(slot + round) % SYMBOLS.length],
  };
}

function scaleStyles(names: readonly string[]): ReadonlyMap<string, SeriesStyle> {
  const last = LIGHT.scale.length - 1;
  return new Map(names.map((name, index) => {
    const position = names.length === 1 ? 0 : Math.round(index * last / (names.length - 1));
    return [name, {
      colour: `--scale-${position + 1}`,
      // More series than colours: neighbours that share one differ in their pattern.
      dash: names.length > last + 1 ? DASHES[index % 2] : "solid",
      symbol: SYMBOLS[index % SYMBOLS.length],
    }];
  }));
}
