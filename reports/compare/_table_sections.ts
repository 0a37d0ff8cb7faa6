import type { Run } from "../record/run_folder.ts";
import type { RunRecord } from "../record/run_record.ts";
import { scoreTitle } from "../record/score_title.ts";
import type { Section } from "../sections/section.ts";
import type { Cell, RichCell } from "../sections/table.ts";
import { summarize } from "../statistics/summarize.ts";
import { capitalized } from "../text/capitalized.ts";
import { formatNumber, type NumberFormat } from "../text/format.ts";
import { type ComparedMetrics, selectionScore } from "./_compared_metrics.ts";
import { type OptimizerResult, summarizeScore, valuesOf } from "./_optimizer_result.ts";

/** The table of optimizers. */
export function resultSection(
  results: readonly OptimizerResult[],
  metrics: ComparedMetrics,
): Section {
  const { ranking: { title, metric: { format } }, training } = metrics;
  return {
    kind: "table",
    title: "Result",
    columns: [
      { title: "Optimizer" },
      { title: `${capitalized(title)}, 95\u202f% confidence interval`, format },
      { title: "Standard deviation", format },
      ...training.map(({ title, metric }) => ({
        title: capitalized(title),
        format: metric.format,
      })),
      { title: "Learning rate" },
      { title: "Steps to target", format: "count" },
      { title: "Time to target", format: "seconds" },
      { title: "Training time", format: "seconds" },
      { title: "Diverged", format: "count" },
    ],
    rows: results.map((result) => resultRow(result, metrics)),
    note: `Mean over the seeds of each optimizer's best setting; intervals by Student's t.${
      howChosen(results)
    }`,
  };
}

/** How the settings were chosen, as far as the records say so. */
function howChosen(results: readonly OptimizerResult[]): string {
  const titles = new Set(
    results.flatMap(({ final }) =>
      final.flatMap(({ record }) =>
        record.selection === null ? [] : scoreTitle(record, record.selection.metric)
      )
    ),
  );
  if (titles.size === 0) return "";
  const searched = new Set(
    results.flatMap(({ search }) => search.map(({ record }) => record.seed)),
  );
  const fresh = results.every(({ final }) =>
    final.every(({ record }) => !searched.has(record.seed))
  );
  return ` Settings were chosen by ${[...titles].join(" and ")} alone${
    fresh ? ", with other seeds than those shown here" : ""
  }.`;
}

function resultRow(result: OptimizerResult, { training }: ComparedMetrics): Cell[] {
  const { name, title, score, final, search } = result;
  const hyperparameters = final[0]?.record.setting.hyperparameters ?? {};
  const { learningRate, ...others } = hyperparameters;
  const note = Object.entries(others).map(([key, value]) => `${key} ${value}`).join(", ");
  const diverged = [...search, ...final].filter(({ record }) => record.status === "diverged");
  return [
    { value: title, series: name, ...(note === "" ? {} : { note }) },
    score === null ? null : { value: score.mean, confidence: score.confidence },
    score?.standardDeviation ?? null,
    ...training.map(({ key }) => summarizeScore(final, key)?.mean ?? null),
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

/** Every trial, for those who want to see the ones behind a mean. */
export function trialsSection(
  results: readonly OptimizerResult[],
  { selection, loss }: ComparedMetrics,
): Section {
  const runs = results.flatMap(({ search, final }) => [...search, ...final]);
  return {
    kind: "table",
    title: "All trials",
    collapsed: true,
    columns: [
      { title: "Optimizer" },
      { title: "Phase" },
      { title: "Learning rate" },
      { title: "Seed", format: "count" },
      { title: "Status" },
      { title: capitalized(selection.title), format: selection.metric.format },
      ...loss === null ? [] : [{ title: capitalized(loss.title), format: loss.metric.format }],
      { title: "Steps", format: "count" },
      { title: "Time", format: "seconds" },
    ],
    rows: runs.map(({ record }) => [
      { value: record.optimizer.title, series: record.optimizer.name },
      record.phase,
      record.setting.hyperparameters.learningRate ?? null,
      record.seed,
      statusCell(record),
      selectionScore(record),
      ...loss === null ? [] : [record.results.final[loss.key] ?? null],
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
