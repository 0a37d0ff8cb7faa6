import { byBetter, type MetricKey } from "../record/metric.ts";
import type { Run } from "../record/run_folder.ts";
import type { RunRecord } from "../record/run_record.ts";
import { summarize, type Summary } from "../statistics/summarize.ts";
import { isCompletedFinal, type RankingScore } from "./_compared_metrics.ts";

/** The trials of one optimizer on one problem, and its score. */
export interface OptimizerResult {
  readonly name: string;
  readonly title: string;
  /** The trials that chose its setting. */
  readonly search: readonly Run[];
  /** The trials that judge it, one per seed. */
  readonly final: readonly Run[];
  /** The score over the final trials that were completed; `null` when none was. */
  readonly score: Summary | null;
}

/** Groups a problem's trials by optimizer, the best first, those without a score last. */
export function optimizerResults(
  runs: readonly Run[],
  { of, metric }: RankingScore,
): readonly OptimizerResult[] {
  const groups = Map.groupBy(runs, ({ record }) => record.optimizer.name);
  const order = byBetter(metric);
  return [...groups]
    .map(([name, own]): OptimizerResult => {
      const final = own.filter(({ record }) => record.phase === "final");
      return {
        name,
        title: own[0].record.optimizer.title,
        search: own.filter(({ record }) => record.phase === "search"),
        final,
        score: summarize(valuesOf(final, (record) => isCompletedFinal(record) ? of(record) : null)),
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

/** One of the final scores of the trials that were completed, over the seeds. */
export function summarizeScore(runs: readonly Run[], key: MetricKey): Summary | null {
  return summarize(
    valuesOf(runs, (record) => isCompletedFinal(record) ? record.results.final[key] ?? null : null),
  );
}
