import { LIGHT } from "./palette.ts";

/**
 * How the series of a chart get their colours: `"name"` gives a name the same colour on every page
 * (optimizers), `"order"` gives the first series the first colour, `"scale"` runs from dark to bright
 * along the series (depths, layers).
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

// A colour of their own for those that most reports show side by side; any other name is hashed onto
// the colours that are left, so that nothing here must know the optimizers that exist.
const RESERVED = ["sgd", "momentum", "rmsprop", "adam"];

/**
 * Gives each series its style.
 *
 * Where two names share a colour, they differ in their line's pattern.
 */
export function seriesStyles(
  names: readonly string[],
  colours: SeriesColours,
): ReadonlyMap<string, SeriesStyle> {
  const distinct = [...new Set(names)];
  if (colours === "scale") return scaleStyles(distinct);
  const ordered = colours === "name" ? distinct.toSorted() : distinct;
  const used = new Map<number, number>();
  const styles = new Map<string, SeriesStyle>();
  for (const [index, name] of ordered.entries()) {
    const slot = colours === "name" ? slotOf(name) : index % LIGHT.series.length;
    const sharing = used.get(slot) ?? 0;
    used.set(slot, sharing + 1);
    styles.set(name, {
      colour: `--series-${slot + 1}`,
      dash: DASHES[sharing % DASHES.length],
      symbol: SYMBOLS[(slot + sharing) % SYMBOLS.length],
    });
  }
  return styles;
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

function slotOf(name: string): number {
  const reserved = RESERVED.indexOf(name);
  if (reserved >= 0) return reserved;
  // FNV-1a
  let hash = 0x811c9dc5;
  for (const character of name) {
    hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  }
  return RESERVED.length + hash % (LIGHT.series.length - RESERVED.length);
}
