import { byBetter, type MetricKey } from "../record/metric.ts";
import type { Run } from "../record/run_folder.ts";
import type { RunRecord } from "../record/run_record.ts";
import { summarize, type Summary } from "../statistics/summarize.ts";
import { finalValue, isCompletedFinal, type NamedMetric } from "./_compared_metrics.ts";

/** The trials of one optimizer on one problem, and its score. */
export interface OptimizerResult {
  readonly name: string;
  readonly title: string;
  /** The trials that chose its setting. */
  readonly search: readonly Run[];
  /** The trials that judge it, one per seed. */
  readonly final: readonly Run[];
  /** The score over the final trials, those that diverged as the untrained model; `null` when none came to an end. */
  readonly score: Summary | null;
}

/** Groups a problem's trials by optimizer, the best mean first, those without a score last. */
export function optimizerResults(
  runs: readonly Run[],
  { key, metric }: NamedMetric,
): readonly OptimizerResult[] {
  const groups = Map.groupBy(runs, ({ record }) => record.optimizer.name);
  const order = byBetter(metric);
  return [...groups]
    .map(([name, own]): OptimizerResult => {
      const final = own.filter(({ record }) => record.phase === "final");
      const isScored = final.some(({ record }) => isCompletedFinal(record));
      return {
        name,
        title: own[0].record.optimizer.title,
        search: own.filter(({ record }) => record.phase === "search"),
        final,
        score: isScored ? summarizeScore(final, key) : null,
      };
    })
    // Equal ones keep the trials' order.
    .sort(({ score: a }, { score: b }) => order(a?.mean ?? null, b?.mean ?? null));
}

/** The values that trials have, in the trials' order. */
export function valuesOf(
  runs: readonly Run[],
  of: (record: RunRecord) => number | null,
): readonly number[] {
  return runs.map(({ record }) => of(record)).filter((value) => value !== null);
}

/** The final value of a metric over the seeds, those that diverged as the untrained model. */
export function summarizeScore(runs: readonly Run[], key: MetricKey): Summary | null {
  return summarize(valuesOf(runs, (record) => finalValue(record, key)));
}

/** How many trials ended in a way. */
export function countOf(runs: readonly Run[], status: RunRecord["status"]): number {
  return runs.filter(({ record }) => record.status === status).length;
}
