import type { RunningContestant } from "./contestants/running_contestant.ts";
import type { MeasureOptions } from "./measure.ts";
import { race, type Racer } from "./race.ts";
import type { CurvePoint, CurveResult } from "./report/bench_result.ts";
import type { Curve } from "./workloads/curve_workloads.ts";
import type { Workload } from "./workloads/task.ts";

/** A contestant with its name for people. */
export type TitledRacer = Racer & Pick<RunningContestant, "contestant">;

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
  options: MeasureOptions,
): Promise<CurveResult> {
  const lines = new Map<string, CurvePoint[]>(racers.map((one) => [one.contestant.name, []]));
  for (const { x, workload } of points) {
    const { entries } = await race(workload, racers, options);
    for (const { contestant, median } of entries) {
      lines.get(contestant)!.push({ x, seconds: workload.work / median });
    }
  }
  const series = racers.map(({ contestant: { name, title } }) => ({
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
 * @param racers Contestants of several numbers of threads.
 * @param options Rounds and their length.
 * @returns One line for each way to compute matrix products.
 */
export async function measureThreads(
  workload: Workload,
  racers: readonly TitledRacer[],
  options: MeasureOptions,
): Promise<CurveResult> {
  const { entries } = await race(workload, racers, options);
  const series = (["wasm", "blas"] as const).map((matmul) => ({
    name: matmul,
    title: `Descent, ${matmul}`,
    points: racers.flatMap(({ contestant: { name, threads } }) => {
      const entry = entries.find(({ contestant }) => contestant === name);
      return entry === undefined || !name.startsWith(matmul)
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
