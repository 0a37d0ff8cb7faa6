import { compareOptimizers } from "../compare/compare_optimizers.ts";
import type { Page } from "../page/page.ts";
import type { Section } from "../sections/section.ts";
import { packTrials } from "../trials/pack_trials.ts";
import { sampleRun } from "./sample_run.ts";
import { syntheticRuns } from "./synthetic_runs.ts";

/** A WebAssembly module that imports `env.memory` and whose `run` does nothing. */
const NOTHING = [
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 3, 127, 127, 127, 0],
  ...[2, 15, 1, 3, 101, 110, 118, 6, 109, 101, 109, 111, 114, 121, 2, 0, 1, 3, 2, 1, 0],
  ...[7, 7, 1, 3, 114, 117, 110, 0, 0, 10, 4, 1, 2, 0, 11],
];

/**
 * A page with every kind of section, in which `text` stands wherever a text from outside may.
 *
 * @category Testing
 */
export function pageOfEveryKind(text: string): Page {
  const runs = syntheticRuns([{ name: "plugin", title: text }]);
  const { sections } = compareOptimizers(runs);
  const bars = sections.find(({ kind }) => kind === "bars")!;
  const others: Section[] = [
    { kind: "text", title: text, text: [text, `\`${text}\``], points: [text], note: text },
    {
      kind: "reference",
      title: text,
      source: text,
      rows: [{ what: text, reference: text, ours: text, verdict: text, tone: "muted" }],
    },
    {
      kind: "heatmaps",
      title: text,
      maps: [{
        title: text,
        x: { title: text, values: [text, 1] },
        y: { title: text, values: [text] },
        cells: [[0.5, null]],
        better: "higher",
        format: "percent",
      }],
    },
    {
      kind: "contours",
      title: text,
      maps: [{
        title: text,
        ...{ xTitle: text, yTitle: text, valueTitle: text, x: [0, 1], y: [0, 1] },
        values: [[0.1, 1], [2, null]],
        marks: [{ title: text, x: 0.5, y: 0.5 }],
      }],
    },
    {
      kind: "settings",
      title: text,
      searched: {
        hyperparameters: [{ title: text, scale: "log" }, { title: "Beta", scale: "linear" }],
        score: { title: text, better: "lower", format: "number", scale: "linear" },
        settings: [{ values: [0.1, 1], score: 1 }, { values: [1, 2], score: null }],
      },
      importance: { alone: [0.5, 0.25], together: 0.25 },
    },
    { kind: "grid", title: text, sections: [bars, { ...bars, title: text }] },
    {
      kind: "group",
      title: text,
      facts: [{ term: text, value: text }],
      sections: [{ kind: "text", title: text, text }],
    },
    { kind: "tabs", title: text, sections: [bars, { ...bars, title: text }] },
    {
      kind: "derivation",
      title: text,
      steps: [{ formula: "x^2", text, check: { name: text, value: 1, bound: 2 } }],
    },
    {
      kind: "lines",
      title: text,
      charts: [{
        title: text,
        x: { title: text },
        y: { title: text, scale: "log" },
        series: [{ name: text, title: text, points: [{ x: 1, y: 1 }] }],
      }],
    },
    {
      kind: "links",
      title: text,
      links: [{ href: "a", title: text, question: text, headline: text }],
    },
    { kind: "samples", title: text, samples: [{ series: text, title: text, text }] },
    {
      kind: "trial-pages",
      title: text,
      packed: packTrials([sampleRun()]).packed,
    },
    {
      kind: "pictures",
      title: text,
      groups: [{
        series: text,
        title: text,
        pictures: [{ pixels: "AAECAw==", shape: [1, 2, 2], caption: text, description: text }],
      }],
    },
    {
      kind: "confusion",
      title: text,
      classes: [text, `${text} 2`],
      matrices: [{ series: text, title: text, counts: [[3, 1], [0, 2]] }],
    },
    {
      kind: "matrix",
      title: text,
      columns: [{ title: text }],
      rows: [{ title: text, cells: [{ tint: -1, text, mark: text, words: text }] }],
    },
    {
      kind: "scatter",
      title: text,
      charts: [{
        title: text,
        x: text,
        y: text,
        series: [{ name: text, title: text, points: [{ x: 1, y: 1, as: "chosen" }] }],
      }],
    },
    {
      kind: "search-maps",
      title: text,
      maps: [{
        title: text,
        x: text,
        y: text,
        points: [{ x: 1, y: 1, level: 0.5, isChosen: true }],
      }],
    },
    {
      kind: "paths",
      title: text,
      functions: [{
        name: "bowl",
        title: text,
        window: [-1, 1, -1, 1],
        start: [1, 1],
        minima: [[0, 0]],
        minimum: 0,
        code: "{value:([x,y])=>x*x+y*y,gradient:([x,y])=>[2*x,2*y]}",
      }],
      rules: [{
        name: "rest",
        title: text,
        defaults: { learningRate: 0.1 },
        hyperparameters: [{ name: "learningRate", scale: "log", min: 0.01, max: 1 }],
        wasm: Uint8Array.from(NOTHING),
        tensors: ["w", "g"],
        scalars: ["learningRate"],
        evaluated: null,
        code: "{running:{},numbers:{},initial:{}}",
      }],
    },
    { kind: "listing", title: text, listing: text },
    {
      kind: "stages",
      title: text,
      label: text,
      stages: [1, 2].map((stage) => ({
        title: `${stage} ${text}`,
        sections: [{ kind: "text", title: text, text }],
      })),
    },
    { kind: "environment", title: text, records: runs.map(({ record }) => record) },
  ];
  return {
    kicker: text,
    title: text,
    headline: text,
    facts: [{ term: text, value: text }],
    sections: [...sections, ...others],
  };
}
