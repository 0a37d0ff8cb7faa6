import {
  type Contestant,
  judgeContestants,
  type Judgement,
} from "../statistics/judge_contestants.ts";
import { testEquivalence } from "../statistics/equivalence.ts";
import { detectableLead } from "../statistics/detectable_lead.ts";
import { type ComparedMetrics, finalValue, type NamedMetric } from "./_compared_metrics.ts";
import { countOf, type OptimizerResult } from "./_optimizer_result.ts";

/** Losses that differ by less than this fraction are called equivalent, where a test shows it. */
const EQUIVALENT_FRACTION = 0.02;

/** Shares that differ by less than half a point are called equivalent, where a test shows it. */
const EQUIVALENT_POINTS = 0.005;

/** The verdict of one metric's final values on the optimizers that have any. */
export interface Verdict extends Judgement {
  /** The metric. */
  readonly metric: NamedMetric;
  /** The optimizers that were judged, in the order of the results; places refer to it. */
  readonly judged: readonly OptimizerResult[];
  /** The margin of equivalence in words: "2 %". */
  readonly margin: string;
  /** Seeds of the optimizer that has the fewest. */
  readonly seeds: number;
  /** Which of the judged are equivalent to the leader, by a test. */
  readonly equivalent: readonly boolean[];
  /** The lead over all rivals that is seen in 80 of 100 comparisons like this; `null` where that cannot be told. */
  readonly detectable: number | null;
}

/** Judges the optimizers that have a score by the final values of a metric; `null` when none has. */
export function verdictBy(
  results: readonly OptimizerResult[],
  metric: NamedMetric,
  { examples }: ComparedMetrics,
): Verdict | null {
  const entries = results.flatMap((result) => {
    if (result.score === null) return [];
    const contestant = contestantOf(result, metric);
    return contestant.values.length === 0 ? [] : [{ result, contestant }];
  });
  if (entries.length === 0) return null;
  const contestants = entries.map(({ contestant }) => contestant);
  const judged = entries.map(({ result }) => result);
  const { better, format } = metric.metric;
  const means = contestants.map(({ values }) => Math.abs(mean(values)));
  const level = Math.min(...means);
  const isShare = format === "percent";
  const leastDeviation = examples === null ? 0 : (isShare ? 1 : level) / examples;
  const judgement = judgeContestants(contestants, { better, leastDeviation });
  const { winner, rivalries, deviation } = judgement;
  const seeds = Math.min(...contestants.map(({ values }) => values.length));
  const margin = isShare ? EQUIVALENT_POINTS : EQUIVALENT_FRACTION * level;
  return {
    ...judgement,
    metric,
    judged,
    seeds,
    margin: isShare ? "half a point" : `${100 * EQUIVALENT_FRACTION}\u202f%`,
    // Of what failed nothing is known, so nothing is won.
    winner: winner !== null && countOf(judged[winner].final, "failed") > 0 ? null : winner,
    equivalent: rivalries.map((rivalry) =>
      rivalry !== null && isEquivalent(rivalry.comparison, margin)
    ),
    detectable: deviation === null || seeds < 3 || judged.length < 2
      ? null
      : detectableLead(seeds, { deviation, contestants: judged.length }),
  };
}

function isEquivalent(
  comparison: Parameters<typeof testEquivalence>[0] | null,
  margin: number,
): boolean {
  return comparison !== null && margin > 0 && testEquivalence(comparison, { margin }).equivalent;
}

function contestantOf({ final }: OptimizerResult, { key }: NamedMetric): Contestant {
  const known = final.flatMap(({ record }) => {
    const value = finalValue(record, key);
    return value === null ? [] : [{ value, diverged: record.status === "diverged" }];
  });
  return {
    values: known.map(({ value }) => value),
    diverged: known.map(({ diverged }) => diverged),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
