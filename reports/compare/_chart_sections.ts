import type { CurveAxis, CurveChart } from "../charts/curves_figure.ts";
import type { SensitivityPoint } from "../charts/sensitivity_figure.ts";
import { isBetter, type Metric, type MetricKey } from "../record/metric.ts";
import type { RunRecord } from "../record/run_record.ts";
import { edgeSentences, searchEdges } from "../select/search_edges.ts";
import type { Section } from "../sections/section.ts";
import { summarize } from "../statistics/summarize.ts";
import { capitalized } from "../text/capitalized.ts";
import { counted } from "../text/counted.ts";
import { formatNumber } from "../text/format.ts";
import {
  type ComparedMetrics,
  finalValue,
  type NamedMetric,
  namedMetric,
} from "./_compared_metrics.ts";
import { type OptimizerResult, valuesOf } from "./_optimizer_result.ts";

/** Settings of a search are good while a score in percent is at most this far from the best. */
const GOOD_POINTS = 0.01;

/** Settings of a search are good while any other score differs from the best by at most this fraction of it. */
const GOOD_FRACTION = 0.05;

/** The validation metrics and the training loss over training. */
export function trainingSection(
  results: readonly OptimizerResult[],
  { search, selection, loss }: ComparedMetrics,
): Section[] {
  const finals = results.filter(({ final }) => final.length > 0);
  if (finals.length === 0) return [];
  const rows = finals.flatMap(({ final }) => final.flatMap(({ metrics }) => metrics));
  // The same of all trials of a problem.
  const levels = Map.groupBy(finals[0].final[0].record.references, ({ metric }) => metric);
  const chart = ({ key, title, metric }: NamedMetric, scale: Scale): CurveChart => ({
    title: capitalized(title),
    column: key,
    format: metric.format,
    scale,
    ...levels.has(key) && { references: levels.get(key)! },
  });
  const scaleOf = ({ key }: NamedMetric): Scale => scaleFor(rows.map(({ scores }) => scores[key]));
  const shown = [search, selection, ...loss === null ? [] : [loss]]
    .filter(({ key }, place, all) => all.findIndex((other) => other.key === key) === place);
  const charts = shown.map((metric) =>
    chart(metric, isLossLike(metric.metric) ? scaleOf(metric) : "linear")
  );
  const counts = rows.some(({ step, gradientEvaluations }) => step !== gradientEvaluations);
  const hasEpochs = rows.some(({ step, epoch }) => step !== epoch);
  const axes: CurveAxis[] = [
    "step",
    "seconds",
    ...(counts ? ["gradientEvaluations" as const] : []),
  ];
  return [{
    kind: "curves",
    title: "Training",
    text: "Each line is the mean over the seeds of an optimizer at its best setting; " +
      "the band reaches from the lowest to the highest seed.",
    series: finals.map(({ name, title, final }) => ({
      name,
      title,
      runs: final.map(({ metrics }) => metrics),
    })),
    charts,
    axes: hasEpochs ? ["epoch", ...axes] : axes,
  }];
}

type Scale = "linear" | "log";

/** Values that may fall by powers of ten, as losses do. */
function isLossLike({ better, format }: Metric): boolean {
  return better === "lower" && format !== "percent";
}

/** A logarithmic scale where all values are positive. */
function scaleFor(values: readonly (number | null | undefined)[]): Scale {
  const finite = values.filter((value) => typeof value === "number" && Number.isFinite(value));
  return finite.every((value) => value! > 0) ? "log" : "linear";
}

/** The metric that settings were chosen by, over the learning rates that were searched. */
export function sensitivitySection(
  results: readonly OptimizerResult[],
  { search: { key, title: score, metric } }: ComparedMetrics,
): Section[] {
  const series = results.map(({ name, title, search, final }) => ({
    name,
    title,
    points: sensitivityPoints(search.map(({ record }) => record), key),
    chosen: final[0]?.record.setting.hyperparameters.learningRate ?? null,
  })).filter(({ points }) => points.length > 0);
  if (series.length === 0) return [];
  const regions = series.flatMap(({ title, points }) => goodRegion(title, points, metric) ?? []);
  const good = metric.format === "percent"
    ? "Learning rates within one point of the best"
    : `Learning rates whose ${score} is within 5\u202f% of the best`;
  const values = series.flatMap(({ points }) => points.map(({ y }) => y));
  return [{
    kind: "sensitivity",
    title: "Sensitivity to the learning rate",
    text: [
      ...regions.length === 0 ? [] : [`${good}: ${regions.join("; ")}.`],
      ...edgeSentences(
        searchEdges(results.flatMap(({ search, final }) => [...search, ...final])).edges,
      ),
    ],
    series,
    axes: {
      x: "Learning rate",
      y: capitalized(score),
      format: metric.format,
      scale: isLossLike(metric) ? scaleFor(values) : "linear",
    },
    note:
      "One marker per learning rate of the search, the mean where several seeds tried it; the large one was chosen. " +
      "Crosses below the chart are trials that diverged or failed.",
  }];
}

/** One point for each learning rate. One that diverged under any seed has no height. */
function sensitivityPoints(records: readonly RunRecord[], key: MetricKey): SensitivityPoint[] {
  const rates = Map.groupBy(records, ({ setting }) => setting.hyperparameters.learningRate);
  return [...rates].flatMap(([x, own]): SensitivityPoint[] => {
    if (x === undefined) return [];
    const lost = own.find(({ status }) => status !== "completed");
    if (lost !== undefined) return [{ x, y: null, status: lost.status }];
    const summary = summarize(own.flatMap((record) => finalValue(record, key) ?? []));
    return [{ x, y: summary?.mean ?? null, status: "completed" }];
  });
}

function goodRegion(
  title: string,
  points: readonly SensitivityPoint[],
  metric: Metric,
): string | null {
  const scores = points.flatMap(({ y }) => y ?? []);
  if (scores.length === 0) return null;
  const best = metric.better === "higher" ? Math.max(...scores) : Math.min(...scores);
  const margin = metric.format === "percent" ? GOOD_POINTS : GOOD_FRACTION * Math.abs(best);
  const limit = metric.better === "higher" ? best - margin : best + margin;
  const good = points.filter(({ y }) => y !== null && !isBetter(metric, limit, y))
    .map(({ x }) => x);
  const [low, high] = [Math.min(...good), Math.max(...good)];
  return low === high
    ? `${title} ${formatNumber(low, "number")} only`
    : `${title} ${formatNumber(low, "number")} to ${formatNumber(high, "number")}`;
}

/** The most steps between two evaluations of the final trials, which is how well steps to a target are known. */
function evaluationStride(results: readonly OptimizerResult[]): number {
  let most = 0;
  for (const { metrics } of results.flatMap(({ final }) => final)) {
    metrics.forEach(({ step }, index) => {
      most = Math.max(most, step - (metrics[index - 1]?.step ?? 0));
    });
  }
  return most;
}

/** Steps and seconds until the target was met. */
export function targetSection(results: readonly OptimizerResult[]): Section[] {
  const records = results.flatMap(({ final }) => final.map(({ record }) => record));
  const aimed = records.find(({ results }) => results.target !== null);
  if (aimed === undefined) return [];
  const { metric: key, value } = aimed.results.target!;
  const { title: score, metric } = namedMetric(aimed, key);
  const title = "Steps and time to the target";
  const wanted = `${formatNumber(value, metric.format)} ${score}`;
  if (records.every(({ results }) => results.stepsToTarget === null)) {
    return [{ kind: "text", title, text: `No trial reached the target of ${wanted}.` }];
  }
  const rows = (of: (record: RunRecord) => number | null) =>
    results.map(({ name, title, final }) => {
      const values = valuesOf(final, of);
      const remark = values.length === 0
        ? "not reached"
        : `${values.length} of ${final.length} seeds`;
      return { name, title, values, ...(values.length === final.length ? {} : { remark }) };
    });
  return [{
    kind: "bars",
    title,
    text: `The target is ${wanted}. Trials are looked at every ${
      counted(evaluationStride(results), "step")
    }, and may have reached it up to so much earlier. Time is training only, without evaluation.`,
    charts: [
      { title: "Steps", format: "count", rows: rows(({ results }) => results.stepsToTarget) },
      { title: "Seconds", format: "seconds", rows: rows(({ results }) => results.secondsToTarget) },
    ],
    note: "Bars are means, whiskers 95\u202f% confidence intervals, dots single seeds.",
  }];
}
