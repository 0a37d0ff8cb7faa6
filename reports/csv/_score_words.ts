import { type Metric, type MetricKey, metricOf, metricTitle, SPLITS } from "../record/metric.ts";
import type { ProblemRecord, RunRecord } from "../record/run_record.ts";

const UNITS: Readonly<Record<Metric["format"], string>> = {
  percent: "as a fraction: 1 is 100 %",
  count: "a count",
  seconds: "in seconds",
  number: "a number without unit",
};

/** The keys in one order: by split, then as the problems' tables have them. */
export function orderedKeys(records: readonly RunRecord[], keys: Iterable<string>): MetricKey[] {
  const wanted = new Set(keys);
  const names = new Set(records.flatMap(({ problem }) => Object.keys(problem.metrics)));
  return SPLITS.flatMap((split) =>
    [...names].map((name): MetricKey => `${split}/${name}`).filter((key) => wanted.has(key))
  );
}

/** A key's title; where problems call the metric differently, the first one's. */
export function keyTitle(records: readonly RunRecord[], key: MetricKey): string {
  return metricTitle(holders(records, key)[0].metrics, key);
}

/** A metric's title, direction and unit, for each of the problems where they differ. */
export function keyWords(records: readonly RunRecord[], key: MetricKey): string {
  const groups = Map.groupBy(holders(records, key), ({ metrics }) => {
    const { better, format } = metricOf(metrics, key);
    return `${metricTitle(metrics, key)}, ${UNITS[format]}, ${better} is better`;
  });
  return perProblem(groups);
}

/** The metric whose best value defines `results.best`, for each of the problems where they differ. */
export function selectionWords(records: readonly RunRecord[]): string {
  const groups = Map.groupBy(problemsOf(records), ({ metrics, selection }) => {
    const end = metricOf(metrics, selection).better === "higher" ? "highest" : "lowest";
    return `the ${end} ${selection}`;
  });
  return perProblem(groups);
}

function perProblem(groups: ReadonlyMap<string, readonly ProblemRecord[]>): string {
  if (groups.size === 1) return [...groups.keys()][0];
  return [...groups].map(([words, problems]) =>
    `${words} (${problems.map(({ name }) => name).join(", ")})`
  ).join("; ");
}

function holders(records: readonly RunRecord[], key: MetricKey): ProblemRecord[] {
  const name = key.slice(key.indexOf("/") + 1);
  return problemsOf(records).filter(({ metrics }) => Object.hasOwn(metrics, name));
}

function problemsOf(records: readonly RunRecord[]): ProblemRecord[] {
  return [...new Map(records.map(({ problem }) => [problem.name, problem])).values()];
}
