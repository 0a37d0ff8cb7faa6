import type { CurveChart } from "../charts/curves_figure.ts";
import type { NumberFormat } from "../text/format.ts";
import type { CurvesSection } from "../sections/curves.ts";
import type { Section } from "../sections/section.ts";
import type { OptimizerResult } from "./_optimizer_result.ts";

/** A kind of measurement: its columns are its name, or its name and a layer's. */
interface Family {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly format?: NumberFormat;
}

const FAMILIES: readonly Family[] = [
  {
    name: "update_ratio",
    title: "Update to weight",
    text: "The norm of the last update over that of the weights; a thousandth is usual.",
  },
  { name: "update_norm", title: "Updates", text: "The Euclidean norm of the last update." },
  { name: "gradient_norm", title: "Gradients", text: "The Euclidean norm of the last gradient." },
  { name: "weight_norm", title: "Weights", text: "The Euclidean norm of the weights." },
  {
    name: "dead_units",
    title: "Dead units",
    text: "Units that are 0 for every example of the last minibatch.",
    format: "percent",
  },
  {
    name: "activation_p05",
    title: "Activations, low",
    text: "The 5\u202f% quantile of a layer's outputs for the last minibatch.",
  },
  {
    name: "activation_p50",
    title: "Activations, middle",
    text: "The median of a layer's outputs for the last minibatch.",
  },
  {
    name: "activation_p95",
    title: "Activations, high",
    text: "The 95\u202f% quantile of a layer's outputs for the last minibatch.",
  },
  {
    name: "gradient_noise_scale",
    title: "Gradient noise",
    text:
      "How many examples a minibatch needs until its gradient is more signal than noise, from the gradients of the last " +
      "steps (McCandlish et al. 2018).",
  },
  {
    name: "sharpness",
    title: "Sharpness",
    text:
      "The largest eigenvalue of the Hessian of the last minibatch's loss, by power iteration; gradient descent is " +
      "stable while it is below two over the learning rate.",
  },
];

/** Measurements of the trainings from inside, the optimizers over each other; nothing where nothing was. */
export function diagnosticsSection(results: readonly OptimizerResult[]): Section[] {
  const series = results.filter(({ final }) => final.length > 0)
    .map(({ name, title, final }) => ({ name, title, runs: final.map(({ metrics }) => metrics) }));
  const rows = series.flatMap(({ runs }) => runs.flat());
  const values = new Map<string, number[]>();
  for (const { extra = {} } of rows) {
    for (const [column, value] of Object.entries(extra)) {
      const own = values.get(column) ?? [];
      values.set(column, own);
      if (value !== null && Number.isFinite(value)) own.push(value);
    }
  }
  const sections = FAMILIES.flatMap(({ name, title, text, format = "number" }): CurvesSection[] => {
    const columns = [...values].filter(([column, own]) =>
      own.length > 0 && (column === name || column.startsWith(`${name}.`))
    );
    const charts = columns.map(([column, own]): CurveChart => ({
      title: column === name ? title : column.slice(name.length + 1),
      column,
      format,
      scale: format === "number" && own.every((value) => value > 0) ? "log" : "linear",
    }));
    return charts.length === 0 ? [] : [{ kind: "curves", title, text, series, charts }];
  });
  if (sections.length === 0) return [];
  return [{
    kind: "tabs",
    title: "Inside the training",
    text:
      "Each line is the mean over the seeds of an optimizer at its best setting, measured at the evaluations.",
    sections,
  }];
}
