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

/** The score that optimizers are ranked by. */
export interface RankingScore extends NamedMetric {
  /** Reads it from a record. */
  readonly of: (record: RunRecord) => number | null;
}

/** The metrics that a comparison on one problem speaks of. */
export interface ComparedMetrics {
  /** The one that optimizers are ranked by. */
  readonly ranking: RankingScore;
  /** The one that settings are chosen by. */
  readonly selection: NamedMetric;
  /** The ranking metric on the training set, then the loss there; none where there is no data. */
  readonly training: readonly NamedMetric[];
  /** The loss on the training set, where it is not the selection metric itself; `null` without data. */
  readonly loss: NamedMetric | null;
}

/** The metrics of a comparison, from its trials, of which there must be one. */
export function comparedMetrics(runs: readonly Run[]): ComparedMetrics {
  const [{ record }] = runs;
  const { problem, dataset } = record;
  const selection = namedMetric(record, problem.selection);
  const ranking = rankingScore(runs, selection);
  const hasLoss = dataset !== null && Object.hasOwn(problem.metrics, "loss");
  const losses: MetricKey[] = hasLoss ? ["train/loss"] : [];
  const training: MetricKey[] = dataset === null
    ? []
    : [`train/${parseMetricKey(ranking.key).name}`, ...losses];
  return {
    ranking,
    selection,
    training: [...new Set(training)]
      .filter((key) => key !== ranking.key)
      .map((key) => namedMetric(record, key)),
    loss: losses.filter((key) => key !== selection.key)
      .map((key) => namedMetric(record, key))[0] ?? null,
  };
}

/** The value of the selection metric at the best evaluation. */
export function selectionScore({ problem, results }: RunRecord): number | null {
  return results.best[problem.selection] ?? null;
}

/** A metric of a trial's problem, with its words. */
export function namedMetric(record: RunRecord, key: MetricKey): NamedMetric {
  const metric = metricOf(record.problem.metrics, key);
  return { key, title: scoreTitle(record, key), metric };
}

/**
 * The first kind of score that every completed final trial has: the selection metric on the test set, at the best
 * evaluation, then at the last one; else the metric that settings were chosen by.
 */
function rankingScore(runs: readonly Run[], selection: NamedMetric): RankingScore {
  const [{ record }] = runs;
  const test = namedMetric(record, `test/${parseMetricKey(selection.key).name}`);
  const kinds: RankingScore[] = [
    { ...test, of: ({ results }) => results.best[test.key] ?? null },
    { ...test, of: ({ results }) => results.final[test.key] ?? null },
  ];
  const records = runs.map(({ record }) => record).filter(isCompletedFinal);
  return kinds.find(({ of }) => records.every((record) => of(record) !== null)) ??
    { ...selection, of: selectionScore };
}

/** Whether a trial counts for the judgement of its setting. */
export function isCompletedFinal({ phase, status }: RunRecord): boolean {
  return phase === "final" && status === "completed";
}
