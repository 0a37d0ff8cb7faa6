import { namedSchedules } from "@descent/optim";

/**
 * The part of a help text that lists the learning-rate schedules, from their own table.
 *
 * @category Flags
 * @returns Lines of text.
 *
 * @example
 * ```ts
 * import { scheduleHelp } from "@descent/lab";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(scheduleHelp(), "warmup(steps, from?): a straight line up to 1");
 * ```
 */
export function scheduleHelp(): string {
  const lines = namedSchedules.map(({ name, parameters, title }) =>
    `  ${name}${parameters.length === 0 ? "" : `(${parameters.join(", ")})`}: ${title}`
  );
  return [
    "Learning-rate schedules:",
    "",
    "  Parts with commas between, one after the other: --schedule 'warmup(200),cosine'.",
    "  What has a '?' may be left out, 5% is a share of all steps, constant:500 lasts for 500 steps.",
    "  Or a module with a function of step and validation loss: --schedule ./mine.ts, where",
    "  export default (step, loss, steps) => factor",
    "",
    ...lines,
  ].join("\n");
}
