import {
  type CurvesSection,
  heatMap,
  type LineSeries,
  type MetricsRow,
  type Run,
  type Section,
} from "@descent/reports";
import { type Activation, ACTIVATIONS } from "./run_vanishing.ts";

const TITLES = { sigmoid: "Sigmoid", relu: "Relu" } as const;
const PREFIX = "gradient_norm.";
type Variables = Readonly<Record<string, number | string>>;

/** Gradients smaller than this are shown at it: f32 has none, and a logarithm no zero. */
const SMALLEST = 1e-12;

/** The gradient of each layer's weights over training: a tab for each optimizer, a chart for each net. */
export function overTrainingSection(shown: readonly Run[], layers: number): Section {
  return {
    kind: "tabs",
    title: `Every layer's gradient in a net of ${layers} layers`,
    text:
      "Norm of the gradient of each layer's weights, from the first layer, dark, to the scores, bright. Where " +
      "lines fan out, layers get gradients of very different sizes.",
    sections: byOptimizer(shown).map(([title, own]) => {
      const deepest = own.filter(({ record }) => record.setting.variables.layers === layers);
      return layerCharts(title, deepest, ({ weightScale }) => `weight scale ${weightScale}`);
    }),
    note:
      "Means over the seeds; a net that diverged has no line. All charts of a tab have one scale.",
  };
}

/** The same for each depth, at one weight scale: a tab for each optimizer. */
export function overDepthsSection(shown: readonly Run[], scale: number): Section {
  return {
    kind: "tabs",
    title: `Every layer's gradient at weight scale ${scale}, from shallow to deep`,
    text: "The same for nets of each depth.",
    sections: byOptimizer(shown).map(([title, own]) => {
      const usual = own.filter(({ record }) => record.setting.variables.weightScale === scale);
      return layerCharts(title, usual, ({ layers }) => `${layers} layers`);
    }),
  };
}

/** The gradient of the first layer's weights against depth: one line for each weight scale. */
export function firstLayerSection(shown: readonly Run[]): Section {
  const [[title, own]] = byOptimizer(shown);
  return {
    kind: "lines",
    title: "Gradient of the first layer",
    text: `Norm of the gradient of the first layer's weights with ${title}, after half an epoch.`,
    charts: ACTIVATIONS.map((activation) => ({
      title: TITLES[activation],
      x: { title: "Layers" },
      y: { title: "Gradient norm", scale: "log" },
      series: firstLayerLines(of(own, activation)),
    })),
    colours: "scale",
    note: "Geometric means over the seeds; the darker the line, the smaller the initial weights.",
  };
}

/** Validation accuracy over depth and weight scale, a tab for each optimizer. */
export function learnedSection(shown: readonly Run[]): Section {
  return {
    kind: "tabs",
    title: "Validation accuracy of the nets",
    text: "At the end, the mean over the seeds, each net at the best of the learning rates tried.",
    sections: byOptimizer(shown).map(([title, own]) => ({
      kind: "heatmaps",
      title,
      maps: ACTIVATIONS.map((activation) =>
        heatMap(of(own, activation), {
          title: TITLES[activation],
          x: { name: "layers", title: "Layers" },
          y: { name: "weightScale", title: "Weight scale" },
          at: "final",
        })
      ),
    })),
    note:
      "A cross is a setting with which every seed diverged; the frame is the highest cell of its map.",
  };
}

/** A chart for each activation and each value of one variable, with a line for each layer; all have one scale. */
function layerCharts(
  title: string,
  runs: readonly Run[],
  nameOf: (variables: Variables) => string,
): CurvesSection {
  const chartOf = ({ record }: Run) => {
    const { variables } = record.setting;
    return `${TITLES[variables.activation as Activation]}, ${nameOf(variables)}`;
  };
  const names = [...new Set(runs.map(({ record }) => nameOf(record.setting.variables)))];
  const rows = runs.flatMap((run) =>
    run.metrics.map((row) => ({ row, chart: chartOf(run), norms: normsOf(row) }))
  );
  const all = rows.flatMap(({ norms }) => [...norms.values()]);
  const limits = [Math.min(...all) / 2, 2 * Math.max(...all)] as const;
  const layers = [...new Set(rows.flatMap(({ norms }) => [...norms.keys()]))]
    .sort((a, b) => layerNumber(a) - layerNumber(b));
  return {
    kind: "curves",
    title,
    series: layers.map((layer) => ({
      name: layer,
      title: layer.replace("hidden", "layer "),
      runs: [rows.flatMap(({ row, chart, norms }) => {
        const norm = norms.get(layer);
        return norm === undefined ? [] : [{ ...row, extra: { [chart]: norm } }];
      })],
    })),
    charts: names.flatMap((name) =>
      ACTIVATIONS.map((activation) => {
        const column = `${TITLES[activation]}, ${name}`;
        return { title: column, column, scale: "log" as const, limits };
      })
    ),
    axes: ["epoch"],
    colours: "scale",
  };
}

/** The norms of a row by layer; none in the last row of a trial that diverged. */
function normsOf({ extra = {} }: MetricsRow): Map<string, number> {
  return new Map(
    Object.entries(extra).flatMap(([column, norm]) =>
      column.startsWith(PREFIX) && norm !== null && Number.isFinite(norm)
        ? [[column.slice(PREFIX.length), Math.max(norm, SMALLEST)] as const]
        : []
    ),
  );
}

/** The scores are behind all hidden layers. */
function layerNumber(layer: string): number {
  return Number(layer.match(/\d+$/)?.[0] ?? Infinity);
}

function firstLayerLines(runs: readonly Run[]): LineSeries[] {
  const scales = Map.groupBy(runs, ({ record }) => Number(record.setting.variables.weightScale));
  return [...scales].sort(([a], [b]) => a - b).map(([scale, own]) => ({
    name: `scale ${scale}`,
    title: `weight scale ${scale}`,
    points: [...Map.groupBy(own, ({ record }) => Number(record.setting.variables.layers))]
      .map(([x, seeds]) => ({
        x,
        norms: seeds.flatMap(({ metrics: [first] }) =>
          // Of a trial that failed there are no rows.
          first === undefined ? [] : normsOf(first).get("hidden1") ?? []
        ),
      }))
      .filter(({ norms }) => norms.length > 0)
      .map(({ x, norms }) => ({ x, y: geometricMean(norms) })),
  }));
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

function of(runs: readonly Run[], activation: string): Run[] {
  return runs.filter(({ record }) => record.setting.variables.activation === activation);
}

function byOptimizer(runs: readonly Run[]): [title: string, own: Run[]][] {
  return [...Map.groupBy(runs, ({ record }) => record.optimizer.title)];
}
