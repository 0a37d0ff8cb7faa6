import { measure, ratio } from "./measure.ts";
import type { Absence, CurveResult, RatioResult } from "./report/bench_result.ts";
import { programArgs, timeProgram } from "./time_program.ts";
import type { TimedSuiteOptions } from "./time_programs.ts";

/** The findings of {@linkcode runTrialSuite}. */
export interface TrialSuiteResult {
  /** Time of all trials against their number, a line for each number of jobs. */
  readonly curve: CurveResult;
  /** Cost and gain of workers, by the largest number of trials. */
  readonly ratios: readonly RatioResult[];
  readonly absent: readonly Absence[];
}

/** Options of {@linkcode runTrialSuite}. */
export interface TrialSuiteOptions extends TimedSuiteOptions {
  /** Whether few trials, once each, are enough. */
  readonly quick: boolean;
  /** The most jobs. */
  readonly threads: number;
}

const title = "Trials of 784-100-10 on drawn digits";

/**
 * Times an experiment's trials against their number and the number of jobs.
 *
 * @param options How many, and who hears of it.
 * @returns The curve, and what workers cost and bring.
 */
export async function runTrialSuite(
  { quick, threads, onProgress, time = timeProgram }: TrialSuiteOptions,
): Promise<TrialSuiteResult> {
  const counts = quick ? [1, 2] : [1, 2, 4, 8];
  const lines = [...new Set([0, 1, 2, threads])].map((jobs) => ({
    jobs,
    name: `jobs-${jobs}`,
    title: jobs === 0 ? "In a loop, no worker" : jobs === 1 ? "1 job" : `${jobs} jobs`,
    points: [] as { x: number; seconds: number }[],
  }));
  let ratios: RatioResult[] = [];
  const absent: Absence[] = [];
  for (const trials of counts) {
    const cases = lines.map((line) => ({
      line,
      rate: async () => {
        const args = programArgs("experiment", "trials.ts", `${trials}`, `${line.jobs}`);
        return 1 / (await time({ title, args })).measured[0];
      },
    }));
    const { measured, failed } = await measure(cases, { rounds: quick ? 1 : 3, milliseconds: 1 });
    absent.push(...failed.map(({ case: { line }, reason }) => ({
      who: `${title}, ${trials}, ${line.title}`,
      reason,
    })));
    for (const { case: { line }, median } of measured) {
      line.points.push({ x: trials, seconds: 1 / median });
      onProgress(`${trials} trials, ${line.title}: ${(1 / median).toFixed(2)} s`);
    }
    const [loop, one, ...several] = measured;
    ratios = measured.length < lines.length ? [] : [
      { title: `Time of ${trials} trials by 1 job, to that in a loop`, value: ratio(loop, one) },
      ...several.map((many) => ({
        title: `Speed of ${many.case.line.title} with ${trials} trials, to that of 1`,
        value: ratio(many, one),
      })),
    ];
  }
  const series = lines.filter(({ points }) => points.length > 0)
    .map(({ name, title, points }) => ({ name, title, points }));
  return { curve: { title, x: "Trials", series }, ratios, absent };
}
