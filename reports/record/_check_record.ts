import { scoreProblem } from "./_score_range.ts";
import { type MetricKey, metricOf, type Scores } from "./metric.ts";
import type { RunRecord } from "./run_record.ts";

const SCORES = ["initial", "final", "best"] as const;

/**
 * Checks that the fields of a record agree, each of which is one by itself.
 *
 * @throws {SyntaxError} When a key names a metric that the problem lacks, a score is out of its range, or `status` disagrees
 * with `divergedAtStep` or `error`.
 */
export function checkRecord(record: RunRecord, source: string): void {
  checkMetrics(record, source);
  if ((record.status === "diverged") !== (record.divergedAtStep !== null)) {
    throw new SyntaxError(
      `Run record ${source}: status '${record.status}' with divergedAtStep ${record.divergedAtStep}; ` +
        "wanted a step exactly when the trial diverged",
    );
  }
  if ((record.status === "failed") !== (record.error !== null)) {
    throw new SyntaxError(
      `Run record ${source}: status '${record.status}' with error ${
        JSON.stringify(record.error)
      }; ` +
        "wanted a sentence exactly when the trial failed",
    );
  }
  checkScores(record, source);
}

/** Every metric that the record speaks of is one of its problem's. */
function checkMetrics({ problem, selection, results }: RunRecord, source: string): void {
  checkKey("problem.selection", problem.selection);
  if (selection !== null) checkKey("selection.metric", selection.metric);
  if (results.target !== null) checkKey("results.target.metric", results.target.metric);
  for (const name of SCORES) {
    for (const key in results[name]) checkKey(`results.${name}`, key);
  }

  function checkKey(field: string, key: string): void {
    try {
      metricOf(problem.metrics, key);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new SyntaxError(`Run record ${source}: '${field}': ${error.message}`);
    }
  }
}

/** Every score is in the range of its metric. */
function checkScores({ problem, results }: RunRecord, source: string): void {
  for (const field of ["final", "best"] as const) {
    const scores: Scores = results[field];
    for (const key in scores) {
      const wrong = scoreProblem(metricOf(problem.metrics, key), scores[key as MetricKey]);
      if (wrong === undefined) continue;
      throw new SyntaxError(`Run record ${source}: 'results.${field}' has '${key}' ${wrong}`);
    }
  }
}
