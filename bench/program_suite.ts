import type { Absence, ProgramResult } from "./report/bench_result.ts";
import { programArgs, type TimedProgram } from "./time_program.ts";
import { type TimedSuiteOptions, timePrograms } from "./time_programs.ts";

/** The findings of {@linkcode runProgramSuite}. */
export interface ProgramSuiteResult {
  readonly programs: readonly ProgramResult[];
  readonly absent: readonly Absence[];
}

/** Options of {@linkcode runProgramSuite}. */
export interface ProgramSuiteOptions extends TimedSuiteOptions {
  /** Whether once each is enough. */
  readonly quick: boolean;
}

/**
 * Times whole programs: start-up, a training to its goal, an experiment.
 *
 * @param options How often, and who hears of it.
 * @returns Seconds and peak memory of each.
 */
export async function runProgramSuite(options: ProgramSuiteOptions): Promise<ProgramSuiteResult> {
  const { quick, onProgress, time } = options;
  const { timed, absent } = await timePrograms(programs, { rounds: quick ? 1 : 5, time });
  const results = timed.map(({ program: { title }, seconds, times }) => ({
    title,
    seconds,
    peakBytes: Math.max(...times.map(({ peakBytes }) => peakBytes)),
  }));
  for (const { title, seconds, peakBytes } of results) {
    onProgress(`${title}: ${seconds.toFixed(2)} s, ${(peakBytes / 1e6).toFixed(0)} MB`);
  }
  return { programs: results, absent };
}

const programs: readonly TimedProgram[] = [
  { title: "An empty program", args: programArgs("implementation", "nothing.ts") },
  { title: "First matrix product", args: programArgs("implementation", "first_product.ts") },
  {
    title: "First training step, 784-100-10",
    args: programArgs("implementation", "training.ts", "1"),
  },
  {
    title: "1,000 training steps, 784-100-10",
    args: programArgs("implementation", "training.ts", "1000"),
  },
  { title: "97 % on MNIST, 784-100-10", args: programArgs("experiment", "mnist.ts") },
  {
    title: "deno task compare --help",
    args: programArgs("experiment", "experiment.ts", "compare", "--help"),
  },
  {
    title: "deno task compare on MNIST: Adam at one rate, 2 seeds, 1 epoch",
    args: programArgs(
      ...[
        "experiment",
        "experiment.ts",
        "compare",
        "--dataset",
        "mnist",
        "--optimizers",
        "adam",
      ] as const,
      ...["--learning-rate", "0.002", "--seeds", "2", "--epochs", "1"],
    ),
  },
];
