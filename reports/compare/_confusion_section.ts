import type { Section } from "../sections/section.ts";
import { counted } from "../text/counted.ts";
import { isCompletedFinal } from "./_compared_metrics.ts";
import type { Run } from "../record/run_folder.ts";

/** The classes of more than this, as of letters in both cases, no screen shows side by side. */
const MOST_SHOWN = 30;
/** The most frequent mistakes of each optimizer that are listed instead. */
const MOST_MISTAKES = 10;

/**
 * The trials that judge a setting.
 *
 * @category Statistics
 */
export interface JudgedRuns {
  /** Name of the series, which gives it its colour: an optimizer's. */
  readonly name: string;
  /** Its name for people. */
  readonly title: string;
  /** A trial of phase `"final"` for each seed; others are left out. */
  readonly final: readonly Run[];
}

/** Confusion matrices on the test set, of each optimizer's chosen setting over the seeds that judge it. */
export function confusionSection(results: readonly JudgedRuns[]): Section[] {
  const matrices = results.flatMap(({ name, title, final }) => {
    const all = final.filter(({ record }) => isCompletedFinal(record))
      .flatMap(({ record: { confusion } }) => confusion === null ? [] : [confusion]);
    if (all.length === 0) return [];
    const counts = all[0].map((row, k) =>
      row.map((_, j) => all.reduce((sum, one) => sum + one[k][j], 0))
    );
    return [{ series: name, title: `${title}, ${counted(all.length, "seed")}`, counts }];
  });
  if (matrices.length === 0) return [];
  const [record] = results.flatMap(({ final }) => final.map(({ record }) => record))
    .filter(({ confusion }) => confusion !== null);
  const classes = record.dataset!.classes!.map(({ name }) => name);
  const title = "Confusion matrices";
  if (classes.length <= MOST_SHOWN) {
    return [{
      kind: "confusion",
      title,
      text:
        "What the test examples of each class, a row, were taken for, a column, in percent of the class over all seeds; " +
        "the diagonal is right.",
      classes,
      matrices,
    }];
  }
  return [{
    kind: "table",
    title,
    text:
      `Of ${classes.length} classes, the ${MOST_MISTAKES} most frequent mistakes of each optimizer on the test set, ` +
      "over all seeds.",
    columns: [
      { title: "Optimizer" },
      { title: "Class" },
      { title: "Taken for" },
      { title: "Share of the class", format: "percent" },
      { title: "Examples", format: "count" },
    ],
    rows: matrices.flatMap(({ series, title, counts }) =>
      counts.flatMap((row, k) => {
        const all = row.reduce((sum, count) => sum + count, 0);
        return row.map((count, j) => ({ k, j, count, share: count / all }));
      }).filter(({ k, j, count }) => k !== j && count > 0)
        .sort((a, b) => b.count - a.count)
        .slice(0, MOST_MISTAKES)
        .map(({ k, j, count, share }) => [
          { value: title, series },
          classes[k],
          classes[j],
          share,
          count,
        ])
    ),
  }];
}
