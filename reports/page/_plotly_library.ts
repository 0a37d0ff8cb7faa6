import { gzipSync } from "node:zlib";
import type { Figure } from "../charts/figure.ts";

/** Plotly, as a page carries it. */
export interface PlotlyLibrary {
  /** The gzipped script in base64, about two fifths of its size. */
  readonly base64: string;
  /** Name and version. */
  readonly name: string;
  /** The whole licence, which must go with every copy. */
  readonly licence: string;
}

/** A build of Plotly: the time to its first chart grows with its size, more than threefold from the first to the last. */
export type PlotlyBundle = "basic" | "cartesian" | "whole";

/** The traces of the small bundles. */
const BASIC = ["scatter", "bar", "pie"];
const CARTESIAN = [...BASIC, "box", "heatmap", "histogram", "histogram2d", "histogram2dcontour"]
  .concat("contour", "image", "scatterternary", "violin");

/** The smallest bundle that draws some charts. */
export function plotlyBundle(figures: readonly Figure[]): PlotlyBundle {
  const types = figures.flatMap(({ data }) => data.map(({ type }) => String(type)));
  if (types.every((type) => BASIC.includes(type))) return "basic";
  return types.every((type) => CARTESIAN.includes(type)) ? "cartesian" : "whole";
}

const libraries = new Map<PlotlyBundle, Promise<PlotlyLibrary>>();

/** Loads a bundle, once, and only when a page has a chart. */
export function plotlyLibrary(bundle: PlotlyBundle): Promise<PlotlyLibrary> {
  const library = libraries.get(bundle) ?? LOADERS[bundle]();
  libraries.set(bundle, library);
  return library;
}

const LOADERS: Readonly<Record<PlotlyBundle, () => Promise<PlotlyLibrary>>> = {
  basic: async () =>
    packed(
      await import("plotly.js-basic-dist-min/plotly-basic.min.js", { with: { type: "text" } }),
      await import("plotly.js-basic-dist-min/LICENSE", { with: { type: "text" } }),
    ),
  cartesian: async () =>
    packed(
      await import("plotly.js-cartesian-dist-min/plotly-cartesian.min.js", {
        with: { type: "text" },
      }),
      await import("plotly.js-cartesian-dist-min/LICENSE", { with: { type: "text" } }),
    ),
  whole: async () =>
    packed(
      await import("plotly.js-dist/plotly.js", { with: { type: "text" } }),
      await import("plotly.js-dist/LICENSE", { with: { type: "text" } }),
    ),
};

interface TextModule {
  readonly default: string;
}

function packed({ default: source }: TextModule, { default: licence }: TextModule): PlotlyLibrary {
  return {
    base64: gzipSync(calledAtOnce(source), { level: 9 }).toString("base64"),
    name: /plotly\.js (?:\([^)]*\) )?v[\d.]+/.exec(source)?.[0] ?? "plotly.js",
    licence,
  };
}

/** The whole library is one function, which a browser reads twice unless a parenthesis says that it is called at once. */
function calledAtOnce(source: string): string {
  const [open, close] = [", () => {", "}));"];
  const from = source.indexOf(open), to = source.lastIndexOf(close);
  const isUsual = from > 0 && from < 1000 && source.slice(to + close.length).trim() === "";
  if (!isUsual) return source;
  return `${source.slice(0, from)}, (() => {${source.slice(from + open.length, to)}})));`;
}
