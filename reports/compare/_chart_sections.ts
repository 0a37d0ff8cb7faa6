import type { SensitivityPoint, SensitivitySeries } from "../charts/sensitivity_figure.ts";
import { formatNumber } from "../page/format.ts";
import type { RunRecord } from "../run_record.ts";
import type { Section } from "../sections/section.ts";
import { metricTitle } from "./_metric_title.ts";
import { type OptimizerResult, validationScore, valuesOf } from "./_optimizer_result.ts";

/** A search's settings count as good while they are at most this far below its best. */
const GOOD_REGION = 0.01;

/** Loss and accuracy over training. */
export function trainingSection(results: readonly OptimizerResult[]): Section[] {
  const series = results.filter(({ final }) => final.length > 0).map(({ name, title, final }) => ({
    name,
    title,
    runs: final.map(({ metrics }) => metrics),
  }));
  if (series.length === 0) return [];
  return [{
    kind: "curves",
    title: "Training",
    text: "Each line is the mean over the seeds of an optimizer at its best setting; " +
      "the band reaches from the lowest to the highest seed.",
    series,
    charts: [
      { title: "Validation accuracy", column: "validationAccuracy", format: "percent" },
      { title: "Training loss", column: "trainLoss", scale: "log" },
    ],
  }];
}

/** Validation accuracy over the learning rates that were searched. */
export function sensitivitySection(results: readonly OptimizerResult[]): Section[] {
  const series = results.map(({ name, title, search, final }) => ({
    name,
    title,
    points: search.flatMap(({ record }) => sensitivityPoint(record) ?? []),
    chosen: final[0]?.record.setting.hyperparameters.learningRate ?? null,
  })).filter(({ points }) => points.length > 0);
  if (series.length === 0) return [];
  const regions = series.flatMap(({ title, points }) => goodRegion(title, points) ?? []);
  return [{
    kind: "sensitivity",
    title: "Sensitivity to the learning rate",
    text: [
      ...regions.length === 0
        ? []
        : [`Learning rates within one point of the best: ${regions.join("; ")}.`],
      ...series.filter(isAtEdge).map(({ title }) =>
        `${title} did best at the edge of its search, so a better rate may lie beyond.`
      ),
    ],
    series,
    axes: { x: "Learning rate", y: "Validation accuracy" },
    note: "One marker per learning rate of the search; the large one was chosen. " +
      "Crosses below the chart are trials that diverged or failed.",
  }];
}

/** A rate beyond which nothing was tried, not even something that diverged. */
function isAtEdge({ points, chosen }: SensitivitySeries): boolean {
  const rates = points.map(({ x }) => x);
  return rates.length > 1 && (chosen === Math.min(...rates) || chosen === Math.max(...rates));
}

function sensitivityPoint(record: RunRecord): SensitivityPoint | null {
  const x = record.setting.hyperparameters.learningRate;
  if (x === undefined) return null;
  const y = record.status === "completed" ? validationScore(record) : null;
  return { x, y, status: record.status };
}

function goodRegion(title: string, points: readonly SensitivityPoint[]): string | null {
  const best = Math.max(...points.map(({ y }) => y ?? -Infinity));
  if (best === -Infinity) return null;
  const good = points.filter(({ y }) => y !== null && y >= best - GOOD_REGION).map(({ x }) => x);
  const [low, high] = [Math.min(...good), Math.max(...good)];
  return low === high
    ? `${title} ${formatNumber(low, "number")} only`
    : `${title} ${formatNumber(low, "number")} to ${formatNumber(high, "number")}`;
}

/** Steps and seconds until the target was met. */
export function targetSection(results: readonly OptimizerResult[]): Section[] {
  const records = results.flatMap(({ final }) => final.map(({ record }) => record));
  const target = records.find(({ results }) => results.target !== null)?.results.target;
  if (target === undefined || target === null) return [];
  const title = "Steps and time to the target";
  const wanted = `${formatNumber(target.value, "percent")} ${metricTitle(target.metric)}`;
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
    text: `The target is ${wanted}. Time is training only, without evaluation.`,
    charts: [
      { title: "Steps", format: "count", rows: rows(({ results }) => results.stepsToTarget) },
      { title: "Seconds", format: "seconds", rows: rows(({ results }) => results.secondsToTarget) },
    ],
    note: "Bars are means, whiskers 95\u202f% confidence intervals, dots single seeds.",
  }];
}
