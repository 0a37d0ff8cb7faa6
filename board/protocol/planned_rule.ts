import type { KnownOptimizer } from "@descent/lab";
import type { Hyperparameter } from "@descent/optim";
import type { PlannedRule } from "./board_plan.ts";
import { type BoardTrack, trackSchedules } from "./track_schedules.ts";

/**
 * A rule as a plan has it.
 *
 * @category Protocol
 * @param optimizer The rule and where it comes from.
 * @param track The track; default the rule alone.
 * @returns The rule as plain data.
 *
 * @example
 * ```ts
 * import { plannedRule } from "@descent/board";
 * import { momentum } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const { defaults, search } = plannedRule({ plugin: momentum, source: null });
 * assertEquals(defaults.learningRate, 0.05);
 * assertEquals(Object.keys(search), ["momentum"]);
 * ```
 */
export function plannedRule(
  { plugin, source }: KnownOptimizer,
  track: BoardTrack = "rule",
): PlannedRule {
  const schedules = trackSchedules(plugin, track);
  const { name, title, reference, hyperparameters, evaluationsPerStep = 1, fixed } = plugin;
  const rows = Object.entries<Hyperparameter>(
    hyperparameters as Readonly<Record<string, Hyperparameter>>,
  );
  return {
    name,
    title,
    reference,
    digest: source?.digest ?? null,
    evaluationsPerStep,
    schedule: schedules[0],
    ...(track === "algorithm" && { schedules }),
    defaults: Object.fromEntries(rows.map(([key, row]) => [key, row.default])),
    search: Object.fromEntries(
      rows.flatMap(([key, { search }]) => search === undefined ? [] : [[key, search]]),
    ),
    ...(fixed !== undefined && { fixed: { rule: fixed.plugin.name, values: fixed.values } }),
  };
}
