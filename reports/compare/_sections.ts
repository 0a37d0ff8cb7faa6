import type { SensitivityPoint } from "../charts/sensitivity_figure.ts";
import { formatInterval, formatNumber, type NumberFormat } from "../page/format.ts";
import type { Run } from "../run_folder.ts";
import type { RunRecord } from "../run_record.ts";
import type { Cell, RichCell } from "../sections/table.ts";
import type { Section } from "../sections/section.ts";
import { summarize } from "../statistics/summarize.ts";
import {
  type OptimizerResult,
  type RankingScore,
  summarizeScore,
  validationScore,
  valuesOf,
} from "./_optimizer_result.ts";

/** A search's settings count as good while they are at most this far below its best. */
const GOOD_REGION = 0.01;

/** The table of optimizers. */
export function resultSection(
  results: readonly OptimizerResult[],
  { title }: RankingScore,
): Section {
  const heading = title[0].toUpperCase() + title.slice(1);
  return {
    kind: "table",
    title: "Result",
    columns: [
      { title: "Optimizer" },
      { title: `${heading}, 95\u202f% interval`, format: "percent" },
      { title: "Standard deviation", format: "percent" },
      { title: "Training accuracy", format: "percent" },
      { title: "Learning rate" },
      { title: "Steps to target", format: "count" },
      { title: "Time to target", format: "seconds" },
      { title: "Training time", format: "seconds" },
      { title: "Diverged", format: "count" },
    ],
    rows: results.map(resultRow),
    note: `Mean over the seeds of each optimizer's best setting; intervals by Student's t.${
      howChosen(results)
    }`,
  };
}

/** How the settings were chosen, as far as the records say so. */
function howChosen(results: readonly OptimizerResult[]): string {
  const metrics = new Set(
    results.flatMap(({ final }) => final.flatMap(({ record }) => record.selection?.metric ?? [])),
  );
  if (metrics.size === 0) return "";
  const searched = new Set(
    results.flatMap(({ search }) => search.map(({ record }) => record.seed)),
  );
  const fresh = results.every(({ final }) =>
    final.every(({ record }) => !searched.has(record.seed))
  );
  return ` Settings were chosen by ${[...metrics].map(metricTitle).join(" and ")} alone${
    fresh ? ", with other seeds than those shown here" : ""
  }.`;
}

function resultRow(result: OptimizerResult): Cell[] {
  const { name, title, score, final, search } = result;
  const hyperparameters = final[0]?.record.setting.hyperparameters ?? {};
  const { learningRate, ...others } = hyperparameters;
  const note = Object.entries(others).map(([key, value]) => `${key} ${value}`).join(", ");
  const diverged = [...search, ...final].filter(({ record }) => record.status === "diverged");
  return [
    { value: title, series: name, ...(note === "" ? {} : { note }) },
    score === null ? null : { value: score.mean, confidence: score.confidence },
    score?.standardDeviation ?? null,
    summarizeScore(final, "trainAccuracy")?.mean ?? null,
    learningRate ?? null,
    seedCell(final, ({ results }) => results.stepsToTarget, "count"),
    seedCell(final, ({ results }) => results.secondsToTarget, "seconds"),
    seedCell(final, ({ results }) => results.seconds, "seconds"),
    { value: diverged.length, note: `of ${search.length + final.length}` },
  ];
}

/** A mean over the seeds that have the value, saying so where not all do. */
function seedCell(
  runs: readonly Run[],
  of: (record: RunRecord) => number | null,
  format: NumberFormat,
): RichCell {
  const summary = summarize(valuesOf(runs, of));
  if (summary === null) return { value: null };
  return {
    value: summary.mean,
    text: formatNumber(summary.mean, format),
    ...(summary.count === runs.length ? {} : { note: `${summary.count} of ${runs.length} seeds` }),
  };
}

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
    ...regions.length === 0
      ? {}
      : { text: `Learning rates within one point of the best: ${regions.join("; ")}.` },
    series,
    axes: { x: "Learning rate", y: "Validation accuracy" },
    note: "One marker per learning rate of the search; the large one was chosen. " +
      "Crosses below the chart are trials that diverged or failed.",
  }];
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
    title: "Steps and time to the target",
    text: `The target is ${formatInterval(target.value, null, "percent")} ${
      metricTitle(target.metric)
    }. Time is training only, without evaluation.`,
    charts: [
      { title: "Steps", format: "count", rows: rows(({ results }) => results.stepsToTarget) },
      { title: "Seconds", format: "seconds", rows: rows(({ results }) => results.secondsToTarget) },
    ],
    note: "Bars are means, whiskers 95\u202f% confidence intervals, dots single seeds.",
  }];
}

/** `validationAccuracy` as "validation accuracy". */
function metricTitle(metric: string): string {
  return metric.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Every trial, for those who want to see the ones behind a mean. */
export function trialsSection(results: readonly OptimizerResult[]): Section {
  const runs = results.flatMap(({ search, final }) => [...search, ...final]);
  return {
    kind: "table",
    title: "All trials",
    collapsed: true,
    columns: [
      { title: "Optimizer" },
      { title: "Phase" },
      { title: "Setting" },
      { title: "Seed", format: "count" },
      { title: "Status" },
      { title: "Validation accuracy", format: "percent" },
      { title: "Training loss" },
      { title: "Steps", format: "count" },
      { title: "Time", format: "seconds" },
    ],
    rows: runs.map(({ record }) => [
      { value: record.optimizer.title, series: record.optimizer.name },
      record.phase,
      record.setting.id,
      record.seed,
      statusCell(record),
      validationScore(record),
      record.results.final.trainLoss,
      record.results.steps,
      record.results.seconds,
    ]),
  };
}

function statusCell({ status, divergedAtStep, error }: RunRecord): RichCell {
  if (status === "completed") return { value: status };
  if (status === "failed") {
    return { value: status, tone: "bad", ...(error === null ? {} : { note: error }) };
  }
  return { value: status, tone: "bad", text: `diverged at step ${divergedAtStep}` };
}
