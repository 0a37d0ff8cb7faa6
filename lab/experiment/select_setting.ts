import { type MetricKey, type Run, summarize } from "@descent/reports";

/**
 * The metric that settings are chosen by, at the end of training.
 *
 * @category Search
 */
export const SEARCH_METRIC: MetricKey = "validation/loss";

/**
 * Selects from a search: the completed trial with the lowest validation loss at the end of training. No other part of
 * the data is looked at, and no better moment of training.
 *
 * @category Search
 * @param search The trials of one search, all of one problem.
 * @returns The trial's place among them, or `undefined` when none was completed with such a loss.
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
  return rankSettings(search.map((run) => [run]))[0]?.place;
}

/**
 * A setting of a search.
 *
 * @category Search
 */
export interface RankedSetting {
  /** Its place in the search. */
  readonly place: number;
  /** Its mean validation loss at the end of training. */
  readonly loss: number;
}

/**
 * Ranks settings by their mean validation loss at the end of training. A trial that diverged counts as its untrained
 * model; settings that no trial completed are left out.
 *
 * @category Search
 * @param settings The trials of each setting, one for each seed.
 * @returns The settings, the lowest loss first.
 *
 * @example
 * ```ts
 * import { rankSettings } from "@descent/lab";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(rankSettings([[sampleRun()]]), [{ place: 0, loss: 0.08 }]);
 * ```
 */
export function rankSettings(settings: readonly (readonly Run[])[]): RankedSetting[] {
  return settings.flatMap((runs, place): RankedSetting[] => {
    if (runs.every(({ record }) => record.status !== "completed")) return [];
    const losses = runs.map(({ record: { status, results } }) =>
      (status === "diverged" ? results.initial : results.final)[SEARCH_METRIC] ?? null
    );
    const known = losses.filter((loss) => loss !== null);
    return known.length < runs.length ? [] : [{ place, loss: summarize(known)!.mean }];
  }).sort((a, b) => a.loss - b.loss);
}
