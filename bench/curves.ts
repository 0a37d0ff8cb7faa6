import type { RunningImplementation } from "./implementations/running_implementation.ts";
import { race, type RaceOptions, type Racer } from "./race.ts";
import type { CurvePoint, CurveResult } from "./report/bench_result.ts";
import type { Curve } from "./workloads/curve_workloads.ts";
import type { Workload } from "./workloads/task.ts";

/** An implementation with its name for people. */
export type TitledRacer = Racer & Pick<RunningImplementation, "implementation">;

/**
 * Time per step along a curve.
 *
 * @param curve What varies.
 * @param racers Who takes part.
 * @param options Rounds and their length.
 * @returns One line for each that could do any of it.
 */
export async function measureCurve(
  { title, x, points }: Curve,
  racers: readonly TitledRacer[],
  options: RaceOptions,
): Promise<CurveResult> {
  const lines = new Map<string, CurvePoint[]>(racers.map((one) => [one.implementation.name, []]));
  for (const { x, workload } of points) {
    const { entries } = await race(workload, racers, options);
    for (const { implementation, median } of entries) {
      lines.get(implementation)!.push({ x, seconds: workload.work / median });
    }
  }
  const series = racers.map(({ implementation: { name, title } }) => ({
    name,
    title,
    points: lines.get(name)!,
  }));
  return { title, x, series: series.filter(({ points }) => points.length > 0) };
}

/**
 * Time per step against the number of threads.
 *
 * @param workload What is trained.
 * @param racers Implementations of several numbers of threads.
 * @param options Rounds and their length.
 * @returns One line for each way to compute matrix products.
 */
export async function measureThreads(
  workload: Workload,
  racers: readonly TitledRacer[],
  options: RaceOptions,
): Promise<CurveResult> {
  const { entries } = await race(workload, racers, options);
  const series = (["wasm", "openblas", "onednn"] as const).map((backend) => ({
    name: backend,
    title: `Descent, ${backend}`,
    points: racers.flatMap(({ implementation: { name, threads } }) => {
      const entry = entries.find(({ implementation }) => implementation === name);
      return entry === undefined || !name.startsWith(`${backend}-`)
        ? []
        : [{ x: threads, seconds: workload.work / entry.median }];
    }).sort((a, b) => a.x - b.x),
  }));
  return {
    title: workload.name,
    x: "Threads",
    series: series.filter(({ points }) => points.length > 0),
  };
}
