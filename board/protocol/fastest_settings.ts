import type { Run } from "@descent/reports";
import { timeToTarget } from "./time_to_target.ts";

/**
 * The trials of searches that were the fastest to their problem's target, where the final loss has chosen others.
 *
 * @category Protocol
 * @param runs The trials of searches, repeats and judges.
 * @returns For each rule and problem one trial of the search; none where no trial of the search got to the target, or where
 * the fastest one has the setting that is judged already.
 *
 * @example
 * ```ts
 * import { fastestSettings } from "@descent/board";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * // Its problem has no target.
 * assertEquals(fastestSettings([sampleRun({ phase: "search" })]), []);
 * ```
 */
export function fastestSettings(runs: readonly Run[]): Run[] {
  const groups = Map.groupBy(
    runs,
    ({ record: { problem, optimizer } }) => `${problem.name}/${optimizer.name}`,
  );
  return [...groups.values()].flatMap((own) => {
    const judge = own.find(({ record }) => record.phase === "final");
    // Repeats come after the search, which has one seed.
    const { seed } = own[0].record;
    const times = own.filter(({ record }) => record.phase !== "final" && record.seed === seed)
      .map((run) => ({ run, time: timeToTarget(run) }));
    const fastest = times.reduce((best, each) => each.time < best.time ? each : best);
    const isJudged = judge !== undefined && settingOf(judge) === settingOf(fastest.run);
    return fastest.time === Infinity || isJudged ? [] : [fastest.run];
  });
}

function settingOf({ record: { setting, budget } }: Run): string {
  return JSON.stringify([setting.hyperparameters, budget.schedule]);
}
