import type { TrialProfile } from "./profile_trial.ts";

/**
 * Profiles as a trace that `chrome://tracing` and Perfetto open: one row of events for each profile.
 *
 * @category Profiles
 * @param profiles The profiles.
 * @returns A JSON text in the Trace Event Format.
 *
 * @example
 * ```ts
 * import { traceJson } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const events = [{ name: "data", start: 5, duration: 2 }];
 * const measured = { title: "Adam", steps: 1, examples: 8, seconds: 1, parts: [], events };
 * const profile = { ...measured, threads: 1, matmul: "wasm 0.1.0", peak: 1 };
 * const { traceEvents } = JSON.parse(traceJson([profile]));
 * assertEquals(traceEvents[1], { name: "data", ph: "X", ts: 5, dur: 2, pid: 1, tid: 1 });
 * ```
 *
 * Source: the Trace Event Format, as documented by the Chromium project.
 */
export function traceJson(profiles: readonly TrialProfile[]): string {
  const traceEvents = profiles.flatMap(({ title, events }, index) => {
    const place = { pid: 1, tid: index + 1 };
    return [
      { name: "thread_name", ph: "M", args: { name: title }, ...place },
      ...events.map(({ name, start, duration }) => ({
        name,
        ph: "X",
        ts: start,
        dur: duration,
        ...place,
      })),
    ];
  });
  return JSON.stringify({ traceEvents, displayTimeUnit: "ms" });
}
