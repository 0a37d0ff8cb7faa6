import { gzipSync } from "node:zlib";
import type { Figure } from "../charts/figure.ts";

/** Plotly, as a page carries it. */
export interface PlotlyLibrary {
  /** The gzipped script in base64, about a quarter of its size. */
  readonly base64: string;
  /** Name and version. */
  readonly name: string;
  /** The whole licence, which must go with every copy. */
  readonly licence: string;
}

/** The traces of the small bundle; every other one needs the whole library, which is four times as large. */
const CARTESIAN = new Set(
  ["scatter", "bar", "box", "heatmap", "histogram", "histogram2d", "histogram2dcontour"]
    .concat("contour", "image", "pie", "scatterternary", "violin"),
);

const libraries = new Map<boolean, Promise<PlotlyLibrary>>();

/** Loads the smallest Plotly that draws some charts, once, and only when a page has a chart. */
export function plotlyLibrary(figures: readonly Figure[]): Promise<PlotlyLibrary> {
  const isCartesian = figures.every(({ data }) =>
    data.every(({ type }) => CARTESIAN.has(String(type)))
  );
  const library = libraries.get(isCartesian) ?? (isCartesian ? loadCartesian() : loadWhole());
  libraries.set(isCartesian, library);
  return library;
}

async function loadCartesian(): Promise<PlotlyLibrary> {
  const [script, licence] = await Promise.all([
    import("plotly.js-cartesian-dist-min/plotly-cartesian.min.js", { with: { type: "text" } }),
    import("plotly.js-cartesian-dist-min/LICENSE", { with: { type: "text" } }),
  ]);
  return packed(script.default, licence.default);
}

async function loadWhole(): Promise<PlotlyLibrary> {
  const [script, licence] = await Promise.all([
    import("plotly.js-dist/plotly.js", { with: { type: "text" } }),
    import("plotly.js-dist/LICENSE", { with: { type: "text" } }),
  ]);
  return packed(script.default, licence.default);
}

function packed(source: string, licence: string): PlotlyLibrary {
  return {
    base64: gzipSync(source, { level: 9 }).toString("base64"),
    name: /plotly\.js (?:\([^)]*\) )?v[\d.]+/.exec(source)?.[0] ?? "plotly.js",
    licence,
  };
}
