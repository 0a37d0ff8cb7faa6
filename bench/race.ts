import type { Implementation } from "./implementations/implementation.ts";
import type { RunningImplementation } from "./implementations/running_implementation.ts";
import { measure, type MeasureOptions } from "./measure.ts";
import type { Absence, WorkloadResult } from "./report/bench_result.ts";
import { shortNumber } from "./report/short_number.ts";
import type { Workload } from "./workloads/task.ts";
import { verdict } from "./workloads/verdict.ts";

/** How long a race lasts, and who hears of it. */
export interface RaceOptions extends Pick<MeasureOptions, "rounds" | "milliseconds"> {
  /** Hears, as it comes, who has been checked, or what the rate of its warm-up was, in words; default nobody. */
  readonly onProgress?: (line: string) => void;
}

/** An implementation that can be asked: all that {@linkcode race} needs of a running one. */
export type Racer = Pick<RunningImplementation, "ask"> & {
  readonly implementation: Pick<Implementation, "name" | "title">;
};

/**
 * Times implementations on one workload, turn by turn. Each must first show that it computes what it should.
 *
 * @param workload What they do.
 * @param racers Who takes part; those who cannot are named with the reason.
 * @param options Rounds and their length, and who hears of checks and warm-ups.
 * @returns The rates, in the workload's unit.
 */
export async function race(
  { name, unit, work, task }: Workload,
  racers: readonly Racer[],
  { onProgress = () => {}, ...options }: RaceOptions,
): Promise<WorkloadResult> {
  const absent: Absence[] = [];
  const ready: Racer[] = [];
  for (const racer of racers) {
    const { title } = racer.implementation, reason = await failureOf(racer, task);
    if (reason === undefined) ready.push(racer);
    else absent.push({ who: title, reason });
    onProgress(`${title} ${reason === undefined ? "does it right" : `cannot: ${reason}`}`);
  }
  const cases = ready.map((racer) => ({
    ...racer.implementation,
    rate: async (milliseconds: number) =>
      (await racer.ask({ kind: "run", milliseconds }, "rate")).rate,
  }));
  const { measured, failed } = await measure(cases, {
    ...options,
    onWarm: ({ title }, rate) =>
      onProgress(`${title}: ${shortNumber(work * rate)} ${unit} as it warms up`),
  });
  absent.push(...failed.map(({ case: { title }, reason }) => ({ who: title, reason })));
  const entries = measured.map(({ case: { name }, rates, median }) => ({
    implementation: name,
    median: work * median,
    rates: rates.map((rate) => rate === null ? null : work * rate),
  }));
  return { name, unit, work, entries, absent };
}

async function failureOf(racer: Racer, task: Workload["task"]): Promise<string | undefined> {
  try {
    await racer.ask({ kind: "open", task }, "ok");
    const { values } = await racer.ask({ kind: "check" }, "values");
    return verdict(task, values);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
