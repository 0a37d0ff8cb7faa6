import { fileURLToPath } from "node:url";
import { measure, median } from "./measure.ts";
import type { Absence, CurveResult, ProgramResult } from "./report/bench_result.ts";
import { type ProgramTimes, type TimedProgram, timeProgram } from "./time_program.ts";

/** What {@linkcode runProgramSuite} found. */
export interface ProgramSuiteResult {
  readonly programs: readonly ProgramResult[];
  readonly curves: readonly CurveResult[];
  readonly absent: readonly Absence[];
}

/** What {@linkcode runProgramSuite} is told. */
export interface ProgramSuiteOptions {
  /** Whether once each is enough. */
  readonly quick: boolean;
  /** Cores, for the trials side by side. */
  readonly threads: number;
  /** Hears of each result. */
  readonly onProgress: (line: string) => void;
  /** Runs a program; default {@linkcode timeProgram}. */
  readonly time?: (program: TimedProgram) => Promise<ProgramTimes>;
}

/**
 * Times whole programs: start-up, a training to its goal, an experiment, and trials against their number and
 * the number of jobs.
 *
 * @param options How often, and who hears of it.
 * @returns Seconds and peak memory of each.
 */
export async function runProgramSuite(options: ProgramSuiteOptions): Promise<ProgramSuiteResult> {
  const { quick, onProgress, time = timeProgram } = options;
  const cases = programs.map((program) => {
    const peaks: number[] = [];
    return {
      program,
      peaks,
      rate: async () => {
        const { seconds, peakBytes } = await time(program);
        peaks.push(peakBytes);
        return 1 / seconds;
      },
    };
  });
  const { measured, failed } = await measure(cases, { rounds: quick ? 1 : 5, milliseconds: 1 });
  const results = measured.map(({ case: { program: { title }, peaks }, median }) => ({
    title,
    seconds: 1 / median,
    peakBytes: Math.max(...peaks),
  }));
  for (const { title, seconds, peakBytes } of results) {
    onProgress(`${title}: ${seconds.toFixed(2)} s, ${(peakBytes / 1e6).toFixed(0)} MB`);
  }
  const absent = failed.map(({ case: { program }, reason }) => ({
    who: program.title,
    reason,
  }));
  const { curve, failure } = await trialCurve(options, time);
  if (failure !== undefined) absent.push(failure);
  return { programs: results, curves: curve.series.length === 0 ? [] : [curve], absent };
}

const programs: readonly TimedProgram[] = [
  { title: "An empty program", args: program("contestant", "nothing.ts") },
  { title: "First matrix product", args: program("contestant", "first_product.ts") },
  { title: "First training step, 784-100-10", args: program("contestant", "training.ts", "1") },
  { title: "1,000 training steps, 784-100-10", args: program("contestant", "training.ts", "1000") },
  { title: "97 % on MNIST, 784-100-10", args: program("experiment", "mnist.ts") },
  { title: "deno task compare --help", args: program("experiment", "comparison.ts", "--help") },
  {
    title: "deno task compare on MNIST: Adam at one rate, 2 seeds, 1 epoch",
    args: program(
      ...["experiment", "comparison.ts", "--dataset", "mnist", "--optimizers", "adam"] as const,
      ...["--learning-rate", "0.002", "--seeds", "2", "--epochs", "1"],
    ),
  },
];

async function trialCurve(
  { quick, threads, onProgress }: ProgramSuiteOptions,
  time: (program: TimedProgram) => Promise<ProgramTimes>,
): Promise<{ curve: CurveResult; failure?: Absence }> {
  const counts = quick ? [1, 2] : [1, 2, 4, 8], repeats = quick ? 1 : 3;
  const jobs = [...new Set([0, 1, 2, threads])];
  const series = jobs.map((count) => ({
    name: `jobs-${count}`,
    title: count === 0 ? "In a loop, no worker" : count === 1 ? "1 job" : `${count} jobs`,
    points: [] as { x: number; seconds: number }[],
  }));
  const curve = { title: "Trials of 784-100-10 on drawn digits", x: "Trials", series };
  for (const trials of counts) {
    const seconds: number[][] = jobs.map(() => []);
    for (let repeat = 0; repeat < repeats; repeat++) {
      for (const [i, count] of jobs.entries()) {
        const args = program("experiment", "trials.ts", `${trials}`, `${count}`);
        try {
          seconds[i].push((await time({ title: curve.title, args })).measured[0]);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          return { curve: { ...curve, series: [] }, failure: { who: curve.title, reason } };
        }
      }
    }
    for (const [i, some] of seconds.entries()) {
      series[i].points.push({ x: trials, seconds: median(some) });
    }
    const times = series.map(({ title, points }) =>
      `${title} ${points.at(-1)!.seconds.toFixed(2)} s`
    );
    onProgress(`${trials} trials: ${times.join(", ")}`);
  }
  return { curve };
}

function program(permissions: string, script: string, ...args: string[]): string[] {
  const path = fileURLToPath(new URL(`programs/${script}`, import.meta.url));
  return [`-P=${permissions}`, path, ...args];
}
