import { gzipSync } from "node:zlib";

/** Plotly, as a page carries it. */
export interface PlotlyLibrary {
  /** The gzipped script in base64: 2.6 MB in place of 10 MB. */
  readonly base64: string;
  /** Name and version. */
  readonly name: string;
  /** The whole licence, which must go with every copy. */
  readonly licence: string;
}

let library: Promise<PlotlyLibrary> | undefined;

/** Loads Plotly once, and only when a page has a chart. */
export function plotlyLibrary(): Promise<PlotlyLibrary> {
  library ??= load();
  return library;
}

async function load(): Promise<PlotlyLibrary> {
  const [script, licence] = await Promise.all([
    import("plotly.js-dist/plotly.js", { with: { type: "text" } }),
    import("plotly.js-dist/LICENSE", { with: { type: "text" } }),
  ]);
  const source: string = script.default;
  return {
    base64: gzipSync(source, { level: 9 }).toString("base64"),
    name: /plotly\.js v[\d.]+/.exec(source)?.[0] ?? "plotly.js",
    licence: licence.default,
  };
}
