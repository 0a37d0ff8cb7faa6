import type { ScheduleChoice } from "./budget.ts";

const DIGEST_DIGITS = 8;

/**
 * A learning-rate schedule in words, for records and reports.
 *
 * @category Writing a problem
 * @param schedule The schedule as plain data.
 * @returns Its text; of a module the file's name and the first digits of its digest.
 *
 * @example
 * ```ts
 * import { scheduleTitle } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(scheduleTitle("warmup(200),cosine"), "warmup(200),cosine");
 * const module = { kind: "module", address: "./mine/ramp.ts", digest: "9f86d081884c7d65" } as const;
 * assertEquals(scheduleTitle(module), "ramp.ts (SHA-256 9f86d081)");
 * ```
 */
export function scheduleTitle(schedule: ScheduleChoice): string {
  if (typeof schedule === "string") return schedule;
  if (schedule.kind === "module") {
    const { address, digest } = schedule;
    const [file] = address.split(/[?#]/)[0].split(/[/\\]/).slice(-1);
    return `${file} (SHA-256 ${digest.slice(0, DIGEST_DIGITS)})`;
  }
  const { everyEpochs, factor } = schedule;
  return `times ${factor} after every ${everyEpochs === 1 ? "epoch" : `${everyEpochs} epochs`}`;
}
