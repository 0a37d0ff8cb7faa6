import { byBetter, metricOf, type Run } from "@descent/reports";

/**
 * Selects from a search: the completed trial with the best value of the problem's selection metric, of equal ones that
 * with the lowest validation loss. No other part of the data is looked at.
 *
 * @param search The trials of one search, all of one problem.
 * @returns The trial's place among them, or `undefined` when none was completed with such a value.
 *
 * @example
 * ```ts
 * import { selectSetting } from "@descent/lab";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const diverged = sampleRun({ status: "diverged", divergedAtStep: 3 });
 * assertEquals(selectSetting([diverged, sampleRun()]), 1);
 * assertEquals(selectSetting([diverged]), undefined);
 * ```
 */
export function selectSetting(search: readonly Run[]): number | undefined {
  if (search.length === 0) return undefined;
  const { metrics, selection } = search[0].record.problem;
  const compare = byBetter(metricOf(metrics, selection));
  const [winner] = search
    .map(({ record: { status, results: { best } } }, place) => ({ place, status, best }))
    .filter(({ status, best }) => status === "completed" && best[selection] != null)
    .sort(({ best: a }, { best: b }) =>
      compare(a[selection]!, b[selection]!) ||
      (a["validation/loss"] ?? Infinity) - (b["validation/loss"] ?? Infinity)
    );
  return winner?.place;
}
