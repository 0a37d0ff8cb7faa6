import type { CurveSeries } from "../charts/curves_figure.ts";
import type { Run } from "../record/run_folder.ts";
import type { RunRecord } from "../record/run_record.ts";

/**
 * Groups trials into the lines of a chart of curves; the seeds of one line become its band.
 *
 * @category Charts
 * @param runs Trials in the order of the lines.
 * @param lineOf The line that a trial belongs to: the name that gives it its colour and a title.
 * @returns One series per name.
 *
 * @example One line per optimizer
 * ```ts
 * import { curveSeries } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const runs = [sampleRun({ seed: 1 }), sampleRun({ seed: 2 })];
 * const [adam] = curveSeries(runs, ({ optimizer }) => optimizer);
 * assertEquals([adam.title, adam.runs.length], ["Adam", 2]);
 * ```
 */
export function curveSeries(
  runs: readonly Run[],
  lineOf: (record: RunRecord) => { readonly name: string; readonly title: string },
): CurveSeries[] {
  const groups = Map.groupBy(runs, ({ record }) => lineOf(record).name);
  return [...groups].map(([name, own]) => ({
    name,
    title: lineOf(own[0].record).title,
    runs: own.map(({ metrics }) => metrics),
  }));
}
