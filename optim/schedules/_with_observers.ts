import type { Schedule } from "./schedule.ts";

/** A schedule made of others, which passes on what it hears to those that want it. */
export function withObservers(
  factor: (step: number) => number,
  schedules: readonly Schedule[],
): Schedule {
  const observers = schedules.flatMap(({ observe }) => observe === undefined ? [] : [observe]);
  if (observers.length === 0) return factor;
  return Object.assign((step: number) => factor(step), {
    observe(metric: number) {
      for (const observe of observers) observe(metric);
    },
  });
}
