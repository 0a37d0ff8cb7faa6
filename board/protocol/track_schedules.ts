import type { OptimizerPlugin } from "@descent/optim";
import { ruleSchedule } from "./rule_budget.ts";

/**
 * The part that a contestant decides: the update rule alone, or its learning-rate schedule and warm-up too.
 *
 * @category Protocol
 */
export type BoardTrack = "rule" | "algorithm";

/**
 * The tracks, the usual one first.
 *
 * @category Protocol
 */
export const BOARD_TRACKS: readonly BoardTrack[] = ["rule", "algorithm"];

/** Courses after the warm-up, for a rule that states none of its own. */
const USUAL_COURSES = ["linear", "cosine", "trapezoid"];
/** Share of the steps that the warm-up takes; the first one goes with the default setting. */
const WARM_UPS = [5, 0, 20];

/**
 * The learning-rate schedules that the search for a rule's setting draws from.
 *
 * @category Protocol
 * @param plugin The rule.
 * @param track In the rule track there is one, that of {@linkcode ruleSchedule}. In the algorithm track each course that the
 * rule states (`OptimizerPlugin.schedules`) goes with warm-ups over 5 %, none and 20 % of the steps; a rule that states none
 * has a constant rate where it was made for that, else a straight line, half a cosine, or a plateau and a fall.
 * @returns The schedules as texts; that of the default setting first.
 *
 * @example
 * ```ts
 * import { trackSchedules } from "@descent/board";
 * import { adam, scheduleFreeAdamw } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(trackSchedules(adam, "rule"), ["warmup(5%),linear"]);
 * assertEquals(trackSchedules(adam, "algorithm").length, 9);
 * assertEquals(trackSchedules(scheduleFreeAdamw, "algorithm"), ["warmup(5%),constant", "constant", "warmup(20%),constant"]);
 * ```
 */
export function trackSchedules(
  plugin: Pick<OptimizerPlugin, "schedule" | "schedules">,
  track: BoardTrack,
): readonly string[] {
  const { schedule = "problem", schedules } = plugin;
  if (track === "rule" || schedule === "own") return [ruleSchedule(plugin)];
  const courses = schedules ?? (schedule === "constant" ? ["constant"] : USUAL_COURSES);
  return courses.flatMap((course) =>
    WARM_UPS.map((share) => share === 0 ? course : `warmup(${share}%),${course}`)
  );
}
