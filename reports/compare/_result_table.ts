import type { Run } from "../record/run_folder.ts";
import type { RunRecord } from "../record/run_record.ts";
import type { Section } from "../sections/section.ts";
import type { Cell, Column, RichCell } from "../sections/table.ts";
import { summarize, type Summary } from "../statistics/summarize.ts";
import { wilsonInterval } from "../statistics/wilson_interval.ts";
import { capitalized } from "../text/capitalized.ts";
import {
  formatDifference,
  formatNumber,
  formatProbability,
  type NumberFormat,
} from "../text/format.ts";
import { formatSummary } from "../text/format_summary.ts";
import type { ComparedMetrics, NamedMetric } from "./_compared_metrics.ts";
import { intervalNote, resultNotes, timeNotes } from "./_notes.ts";
import { countOf, type OptimizerResult, summarizeScore, valuesOf } from "./_optimizer_result.ts";
import type { Verdict } from "./_verdict.ts";

/** The table of optimizers: what decides, and what a reader looks for first. */
export function resultSection(
  results: readonly OptimizerResult[],
  metrics: ComparedMetrics,
  verdict: Verdict | null,
  beside: readonly Verdict[],
): Section {
  const { score } = metrics;
  return {
    kind: "table",
    title: "Result",
    columns: [
      { title: "Optimizer" },
      scored(score),
      { title: "Difference from the best" },
      { title: "Verdict" },
      ...shownBeside(metrics).map(scored),
      { title: "Learning rate" },
      { title: "Training time", format: "seconds" },
    ],
    terminal: [
      "Optimizer",
      scored(score).title,
      "Difference from the best",
      "Learning rate",
      "Training time",
    ],
    rows: results.map((result) => resultRow(result, metrics, verdict)),
    note: intervalNote(results),
    methods: [
      `Optimizers are ordered by ${score.title} at the end.`,
      ...resultNotes(results, verdict, beside),
      ...timeNotes(results),
    ],
  };
}

/** The figures behind the result: settings, spread, the best evaluations, the cost of tuning, divergence. */
export function detailSection(
  results: readonly OptimizerResult[],
  metrics: ComparedMetrics,
): Section {
  const { score, loss } = metrics;
  const best = bestMetrics(metrics);
  return {
    kind: "table",
    title: "Settings and more figures",
    collapsed: true,
    columns: [
      { title: "Optimizer" },
      { title: "Hyperparameters" },
      ...furtherBeside(metrics).map(scored),
      { title: `Standard deviation of ${score.title}`, format: score.metric.format },
      ...best.map((metric) => ({
        title: `${capitalized(metric.title)} at the best evaluation`,
        format: metric.metric.format,
      })),
      ...loss === null ? [] : [scored(loss)],
      { title: "Trials to tune", format: "count" },
      ...hasTarget(results) ? TARGET_COLUMNS : [],
      { title: "Diverged", format: "count" },
    ],
    rows: results.map((result) => detailRow(result, metrics, hasTarget(results))),
    note: "Values at the best evaluation are shown and decide nothing.",
  };
}

const TARGET_COLUMNS: readonly Column[] = [
  { title: "Steps to target", format: "count" },
  { title: "Time to target", format: "seconds" },
];

function hasTarget(results: readonly OptimizerResult[]): boolean {
  return results.some(({ final }) => final.some(({ record }) => record.results.target !== null));
}

/** With more metrics the table is wider than a page. */
function shownBeside({ beside }: ComparedMetrics): readonly NamedMetric[] {
  return beside.slice(0, 1);
}

function furtherBeside({ beside }: ComparedMetrics): readonly NamedMetric[] {
  return beside.slice(1);
}

function scored({ title, metric }: NamedMetric): Column {
  return { title: capitalized(title), format: metric.format };
}

/** The metrics whose best evaluation is recorded, on the part of the data that the score is of. */
function bestMetrics({ score, beside, selection }: ComparedMetrics): NamedMetric[] {
  const name = selection.key.split("/")[1];
  return [score, ...beside].filter(({ key }) => key.split("/")[1] === name);
}

function resultRow(
  result: OptimizerResult,
  metrics: ComparedMetrics,
  verdict: Verdict | null,
): Cell[] {
  const { name, title, score, final } = result;
  return [
    { value: title, series: name },
    scoreCell(score, metrics.score.metric.format),
    ...rivalCells(result, verdict),
    ...shownBeside(metrics).map((metric) => besideCell(result, metric)),
    final[0]?.record.setting.hyperparameters.learningRate ?? null,
    seedCell(final, ({ results }) => results.seconds, "seconds"),
  ];
}

function detailRow(
  result: OptimizerResult,
  metrics: ComparedMetrics,
  hasTarget: boolean,
): Cell[] {
  const { name, title, score, final, search } = result;
  const settings = Object.entries(final[0]?.record.setting.hyperparameters ?? {});
  return [
    { value: title, series: name },
    settings.map(([key, value]) => `${key} ${formatNumber(value, "number")}`).join(", "),
    ...furtherBeside(metrics).map((metric) => besideCell(result, metric)),
    score?.standardDeviation ?? null,
    ...bestMetrics(metrics).map(({ key }) =>
      summarize(valuesOf(final, ({ results }) => results.best[key] ?? null))?.mean ?? null
    ),
    ...metrics.loss === null ? [] : [
      summarize(valuesOf(final, ({ results }) => results.final["train/loss"] ?? null))?.mean ??
        null,
    ],
    search.length,
    ...hasTarget
      ? [
        seedCell(final, ({ results }) => results.stepsToTarget, "count"),
        seedCell(final, ({ results }) => results.secondsToTarget, "seconds"),
      ]
      : [],
    divergedCell(countOf(final, "diverged"), final.length, countOf(final, "failed")),
  ];
}

function scoreCell(summary: Summary | null, format: NumberFormat): Cell {
  if (summary === null) return null;
  return {
    value: summary.mean,
    confidence: summary.confidence,
    ...summary.confidence === null ? { text: formatSummary(summary, format) } : {},
  };
}

/** A metric that stands beside the score: in numbers, as drawings are for what decides. */
function besideCell({ score, final }: OptimizerResult, { key, metric }: NamedMetric): Cell {
  const { format } = metric;
  const summary = score === null ? null : summarizeScore(final, key);
  return summary === null ? null : { value: summary.mean, text: formatSummary(summary, format) };
}

/** How far a rival is from the leader, and what that says. */
function rivalCells(result: OptimizerResult, verdict: Verdict | null): [Cell, Cell] {
  const place = verdict?.judged.indexOf(result) ?? -1;
  if (verdict === null || place < 0) return [null, null];
  const rivalry = verdict.rivalries[place];
  if (rivalry === null) return [{ value: 0, text: "best" }, ""];
  const { format } = verdict.metric.metric;
  const difference = result.score!.mean - verdict.judged[verdict.leader].score!.mean;
  const distance = {
    value: difference,
    text: formatDifference(difference, rivalry.comparison?.confidence ?? null, format),
  };
  if (rivalry.probability === null) return [distance, "cannot say"];
  // A winner has to beat each rival; without one, all pairs are asked about at once.
  const deciding = verdict.winner === null ? rivalry.adjusted! : rivalry.probability;
  const note = formatProbability(deciding);
  const value = !verdict.tied.includes(place)
    ? "worse"
    : verdict.equivalent[place]
    ? "equivalent"
    : "cannot be told apart";
  return [distance, { value, note }];
}

/** A mean over the seeds that have the value with its spread, saying so where not all do. */
function seedCell(
  runs: readonly Run[],
  of: (record: RunRecord) => number | null,
  format: NumberFormat,
): RichCell {
  const summary = summarize(valuesOf(runs, of));
  if (summary === null) return { value: null };
  const { count, mean, minimum, maximum } = summary;
  const notes = [
    ...minimum === maximum
      ? []
      : [`${formatNumber(minimum, format)} to ${formatNumber(maximum, format)}`],
    ...count === runs.length ? [] : [`${count} of ${runs.length} seeds`],
  ];
  return {
    value: mean,
    text: formatNumber(mean, format),
    ...(notes.length === 0 ? {} : { note: notes.join("; ") }),
  };
}

/** How many seeds diverged, and between which shares that may lie. */
function divergedCell(diverged: number, count: number, failed: number): RichCell {
  const percent = (share: number): string => `${Math.round(100 * share)}`;
  const interval = count === 0 ? "" : wilsonInterval(diverged, count).map(percent).join(" to ");
  const notes = [
    count === 0 ? "of 0" : `of ${count}: ${interval}\u202f%`,
    ...failed === 0 ? [] : [`${failed} failed`],
  ];
  return { value: diverged, note: notes.join("; ") };
}
