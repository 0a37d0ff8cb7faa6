import type { Run } from "../record/run_folder.ts";
import type { RunRecord } from "../record/run_record.ts";
import type { Section } from "../sections/section.ts";
import type { Cell, RichCell } from "../sections/table.ts";
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
import { resultNotes } from "./_notes.ts";
import { countOf, type OptimizerResult, summarizeScore, valuesOf } from "./_optimizer_result.ts";
import type { Verdict } from "./_verdict.ts";

/** The table of optimizers. */
export function resultSection(
  results: readonly OptimizerResult[],
  metrics: ComparedMetrics,
  verdict: Verdict | null,
  beside: readonly Verdict[],
): Section {
  const { score, loss } = metrics;
  const best = bestMetrics(metrics);
  const scored = ({ title, metric }: NamedMetric) => ({
    title: capitalized(title),
    format: metric.format,
  });
  return {
    kind: "table",
    title: "Result",
    columns: [
      { title: "Optimizer" },
      scored(score),
      { title: "Standard deviation", format: score.metric.format },
      { title: "Against the first" },
      ...metrics.beside.map(scored),
      ...best.map((metric) => ({
        title: `${capitalized(metric.title)} at the best evaluation`,
        format: metric.metric.format,
      })),
      ...loss === null ? [] : [scored(loss)],
      { title: "Learning rate" },
      { title: "Trials to tune", format: "count" },
      { title: "Steps to target", format: "count" },
      { title: "Time to target", format: "seconds" },
      { title: "Training time", format: "seconds" },
      { title: "Diverged", format: "count" },
    ],
    rows: results.map((result) => resultRow(result, metrics, verdict)),
    note: [
      `Optimizers are ordered by ${score.title} at the end; values at the best evaluation are shown and decide nothing.`,
      ...resultNotes(results, verdict, beside),
    ].join(" "),
  };
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
  const { name, title, score, final, search } = result;
  const { learningRate, ...others } = final[0]?.record.setting.hyperparameters ?? {};
  const note = Object.entries(others)
    .map(([key, value]) => `${key} ${formatNumber(value, "number")}`).join(", ");
  const diverged = countOf(final, "diverged");
  const failed = countOf(final, "failed");
  return [
    { value: title, series: name, ...(note === "" ? {} : { note }) },
    scoreCell(score, metrics.score.metric.format),
    score?.standardDeviation ?? null,
    rivalCell(result, verdict),
    ...metrics.beside.map(({ key, metric }) =>
      scoreCell(score === null ? null : summarizeScore(final, key), metric.format)
    ),
    ...bestMetrics(metrics).map(({ key }) =>
      summarize(valuesOf(final, ({ results }) => results.best[key] ?? null))?.mean ?? null
    ),
    ...metrics.loss === null ? [] : [
      summarize(valuesOf(final, ({ results }) => results.final["train/loss"] ?? null))?.mean ??
        null,
    ],
    learningRate ?? null,
    search.length,
    seedCell(final, ({ results }) => results.stepsToTarget, "count"),
    seedCell(final, ({ results }) => results.secondsToTarget, "seconds"),
    seedCell(final, ({ results }) => results.seconds, "seconds"),
    divergedCell(diverged, final.length, failed),
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

/** How a rival stands to the leader. */
function rivalCell(result: OptimizerResult, verdict: Verdict | null): Cell {
  const place = verdict?.judged.indexOf(result) ?? -1;
  if (verdict === null || place < 0) return null;
  const rivalry = verdict.rivalries[place];
  if (rivalry === null) return { value: "first" };
  const { format } = verdict.metric.metric;
  const [first, own] = [verdict.judged[verdict.leader].score!.mean, result.score!.mean];
  const difference = formatDifference(own - first, rivalry.comparison?.confidence ?? null, format);
  if (rivalry.probability === null) return { value: "cannot say", note: difference };
  const single = `${difference}, ${formatProbability(rivalry.probability)}`;
  const isAdjusted = verdict.winner === null && rivalry.adjusted !== rivalry.probability;
  const note = isAdjusted ? `${single}, adjusted ${formatProbability(rivalry.adjusted!)}` : single;
  if (!verdict.tied.includes(place)) return { value: "worse", note };
  return { value: verdict.equivalent[place] ? "equivalent" : "cannot be told apart", note };
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
