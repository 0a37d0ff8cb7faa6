import {
  capitalized,
  type DotPlot,
  type MetricKey,
  metricOf,
  metricTitle,
  type Run,
} from "@descent/reports";
import { scoreSummary } from "./score_summary.ts";

/**
 * Trials of one row of a {@linkcode scorePicture}.
 *
 * @category Experiments
 */
export interface PicturedScores {
  /** Name that gives the row its colour. */
  readonly name: string;
  /** Its name for people. */
  readonly title: string;
  /** A trial for each seed. */
  readonly runs: readonly Run[];
}

/**
 * The finding of an experiment at a glance: a row of scores for each group of trials.
 *
 * @param groups The groups, from top to bottom; those without a completed trial are left out.
 * @param score The score, of a metric that all have: `"test/loss"`.
 * @param moment The last evaluation, or the one with the best value of the selection metric; default `"final"`.
 * @returns The picture; `undefined` where there is nothing to show.
 * @category Experiments
 *
 * @example
 * ```ts
 * import { scorePicture } from "@descent/lab";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const runs = [sampleRun({ seed: 1 }), sampleRun({ seed: 2 })];
 * const picture = scorePicture([{ name: "adam", title: "Adam", runs }], "validation/accuracy")!;
 * assertEquals([picture.title, picture.rows[0].mean], ["Validation accuracy", 0.975]);
 * ```
 */
export function scorePicture(
  groups: readonly PicturedScores[],
  score: MetricKey,
  moment: "final" | "best" = "final",
): DotPlot | undefined {
  const rows = groups.flatMap(({ name, title, runs }) => {
    const summary = scoreSummary(runs, score, moment);
    if (summary === null) return [];
    const values = runs.flatMap((run) => scoreSummary([run], score, moment)?.mean ?? []);
    return [{ name, title, values, mean: summary.mean, confidence: summary.confidence }];
  });
  const record = groups.flatMap(({ runs }) => runs)[0]?.record;
  if (rows.length === 0 || record === undefined) return undefined;
  const { metrics } = record.problem;
  return {
    title: capitalized(metricTitle(metrics, score)),
    format: metricOf(metrics, score).format,
    rows,
  };
}
