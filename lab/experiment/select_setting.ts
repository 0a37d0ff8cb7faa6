import type { Run } from "@descent/reports";

/**
 * Selects from a search: the completed trial with the best validation accuracy, of equal ones that with the
 * lowest loss there. No other set is looked at.
 *
 * @param search The trials of one search.
 * @returns The trial's place among them, or `undefined` when none was completed.
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
  const [winner] = search
    .map(({ record: { status, results: { best } } }, place) => ({ place, status, ...best }))
    .filter(({ status }) => status === "completed")
    .sort((a, b) =>
      (b.validationAccuracy ?? 0) - (a.validationAccuracy ?? 0) ||
      (a.validationLoss ?? Infinity) - (b.validationLoss ?? Infinity)
    );
  return winner?.place;
}
