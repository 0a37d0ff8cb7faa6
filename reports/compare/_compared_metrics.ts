import { type Metric, type MetricKey, metricOf, parseMetricKey } from "../record/metric.ts";
import type { Run } from "../record/run_folder.ts";
import type { RunRecord } from "../record/run_record.ts";
import { scoreTitle } from "../record/score_title.ts";

/** A metric on a split, with its words. */
export interface NamedMetric {
  /** Its key: `"validation/accuracy"`. */
  readonly key: MetricKey;
  /** Its title inside a sentence: "validation accuracy". */
  readonly title: string;
  /** Its direction and format. */
  readonly metric: Metric;
}

/** The metrics that a comparison on one problem speaks of. */
export interface ComparedMetrics {
  /** The loss, whose final value decides. */
  readonly score: NamedMetric;
  /** The other metrics on the same part of the data, whose final values stand beside it. */
  readonly beside: readonly NamedMetric[];
  /** The metric that settings were chosen by. */
  readonly search: NamedMetric;
  /** The metric whose best evaluation is recorded. */
  readonly selection: NamedMetric;
  /** The loss on the training set; `null` without data. */
  readonly loss: NamedMetric | null;
  /** How many examples the score is a mean over; `null` without data. */
  readonly examples: number | null;
}

/**
 * The metrics of a comparison, from its trials, of which there must be one. The score is the loss on the test set where
 * every completed final trial has it, else on the validation set.
 */
export function comparedMetrics(runs: readonly Run[]): ComparedMetrics {
  const records = runs.map(({ record }) => record);
  const [record] = records;
  const { problem, dataset } = record;
  // A function of a few variables may have a metric of its own alone.
  const name = Object.hasOwn(problem.metrics, "loss")
    ? "loss"
    : parseMetricKey(problem.selection).name;
  const judged = records.filter(isCompletedFinal);
  const hasTest = judged.length > 0 &&
    judged.every(({ results }) => results.final[`test/${name}`] != null);
  const split = hasTest ? "test" : "validation";
  const beside = Object.keys(problem.metrics).filter((other) => other !== name)
    .map((other) => namedMetric(record, `${split}/${other}`));
  const chosenBy = records.find(({ selection }) => selection !== null)?.selection?.metric;
  const sizes = records.flatMap(({ dataset }) => dataset === null ? [] : dataset[split]);
  return {
    score: namedMetric(record, `${split}/${name}`),
    beside,
    search: namedMetric(record, chosenBy ?? `validation/${name}`),
    selection: namedMetric(record, problem.selection),
    loss: dataset === null || name !== "loss" ? null : namedMetric(record, "train/loss"),
    examples: sizes.length === 0 ? null : Math.max(...sizes),
  };
}

/** The final value of a metric; of a trial that diverged that of the untrained model; `null` of one that failed. */
export function finalValue({ status, results }: RunRecord, key: MetricKey): number | null {
  if (status === "failed") return null;
  return (status === "diverged" ? results.initial : results.final)[key] ?? null;
}

/** A metric of a trial's problem, with its words. */
export function namedMetric(record: RunRecord, key: MetricKey): NamedMetric {
  const metric = metricOf(record.problem.metrics, key);
  return { key, title: scoreTitle(record, key), metric };
}

/** Whether a trial counts for the judgement of its setting. */
export function isCompletedFinal({ phase, status }: RunRecord): boolean {
  return phase === "final" && status === "completed";
}
