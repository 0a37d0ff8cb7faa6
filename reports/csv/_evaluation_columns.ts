import { extraColumns } from "../record/metric_columns.ts";
import type { MetricsRow } from "../record/metrics_row.ts";
import type { Run } from "../record/run_folder.ts";
import type { RunRecord } from "../record/run_record.ts";
import { type CsvColumn, named } from "./_csv_column.ts";
import { KEY_COLUMNS } from "./_record_columns.ts";
import { keyTitle, keyWords, orderedKeys } from "./_score_words.ts";

/** A row of the report's `metrics.csv`: an evaluation and the trial that it is of. */
export interface Evaluation {
  readonly record: RunRecord;
  readonly row: MetricsRow;
}

type EvaluationColumn = CsvColumn<Evaluation>;

const FIXED: readonly EvaluationColumn[] = [
  {
    name: "step",
    title: "Step",
    datatype: "integer",
    source: "step",
    description: "Optimizer steps done.",
    required: true,
    value: ({ row }) => row.step,
  },
  {
    name: "epoch",
    title: "Epoch",
    datatype: "number",
    source: "epoch",
    description: "Passes over the training set done; may be a fraction.",
    required: true,
    value: ({ row }) => row.epoch,
  },
  {
    name: "seconds",
    title: "Training time",
    datatype: "number",
    source: "seconds",
    description: "Training time so far, without evaluation, in seconds.",
    required: true,
    value: ({ row }) => row.seconds,
  },
  {
    name: "gradient_evaluations",
    title: "Gradient evaluations",
    datatype: "integer",
    source: "gradient_evaluations",
    description: "Evaluations of loss and gradient so far.",
    required: true,
    value: ({ row }) => row.gradientEvaluations,
  },
  {
    name: "learning_rate",
    title: "Learning rate",
    datatype: "number",
    source: "learning_rate",
    description: "The learning rate that the next step uses. Empty where the optimizer has none.",
    value: ({ row }) => row.learningRate,
  },
];

/** The columns of the report's `metrics.csv` for these trials. */
export function evaluationColumns(runs: readonly Run[]): EvaluationColumn[] {
  const records = runs.map(({ record }) => record);
  const scored = new Set<string>(), measured = new Set<string>();
  for (const { metrics } of runs) {
    for (const { scores, extra } of metrics) {
      for (const key in scores) scored.add(key);
      for (const name in extra) measured.add(name);
    }
  }
  const keys = orderedKeys(records, [...scored]);
  return named([
    ...KEY_COLUMNS.map((column) => ({
      ...column,
      value: ({ record }: Evaluation) => column.value(record),
    })),
    ...FIXED,
    ...keys.map((key): EvaluationColumn => ({
      name: key,
      title: keyTitle(records, key),
      datatype: "number",
      source: key,
      description: `${key}: ${keyWords(records, key)}.` +
        (key === "train/loss" ? " The mean over the steps since the row before." : "") +
        " Empty where it was not measured.",
      value: ({ row }) => row.scores[key] ?? null,
    })),
    ...extraColumns(measured).map((name): EvaluationColumn => ({
      name,
      title: name,
      datatype: "number",
      source: name,
      description: `Measured by the experiment as ${name}. Empty where it was not measured.`,
      value: ({ row }) => row.extra?.[name] ?? null,
    })),
  ]);
}
