import { fileURLToPath } from "node:url";
import { countModules } from "./count_modules.ts";
import type { Absence, StartResult } from "./report/bench_result.ts";
import { programArgs, type ProgramTimes, type TimedProgram } from "./time_program.ts";
import { type TimedSuiteOptions, timePrograms } from "./time_programs.ts";

/** The findings of {@linkcode runStartSuite}. */
export interface StartSuiteResult {
  readonly starts: readonly StartResult[];
  readonly absent: readonly Absence[];
}

/** Options of {@linkcode runStartSuite}. */
export interface StartSuiteOptions extends TimedSuiteOptions {
  /** Whether once each is enough. */
  readonly quick: boolean;
  /** Counts the modules that a module loads; default {@linkcode countModules}. */
  readonly count?: (path: string) => Promise<number>;
}

/** A program that ends with its first step, or measures its own start. */
interface Start extends TimedProgram {
  /** The modules that it starts with: its own, and those of its workers. */
  readonly entries: readonly string[];
}

/**
 * Times programs from their start until they have trained, without a native library and with whichever is found.
 *
 * @param options How often, and who hears of it.
 * @returns Modules, seconds and seconds of the processor of each.
 */
export async function runStartSuite(
  { quick, onProgress, time, count = countModules }: StartSuiteOptions,
): Promise<StartSuiteResult> {
  const ownTimes = ({ seconds, cpuSeconds, measured }: ProgramTimes) =>
    measured.length === 0 ? [seconds, cpuSeconds] : measured;
  const { timed, absent } = await timePrograms(starts, {
    rounds: quick ? 1 : 9,
    time,
    secondsOf: (times) => ownTimes(times)[0],
  });
  const results: StartResult[] = [];
  for (const { program: { title, entries }, seconds, times } of timed) {
    const counts = await Promise.all(entries.map(count));
    const modules = counts.reduce((sum, one) => sum + one, 0);
    const cpus = times.map((each) => ownTimes(each)[1]).toSorted((a, b) => a - b);
    const cpuSeconds = cpus[cpus.length >> 1];
    results.push({ title, modules, seconds, cpuSeconds });
    onProgress(
      `${title}: ${modules} modules, ${seconds.toFixed(2)} s, ${
        cpuSeconds.toFixed(2)
      } s of the processor`,
    );
  }
  return { starts: results, absent };
}

const worker = fileURLToPath(
  new URL("trials/_trial_worker.ts", import.meta.resolve("@descent/lab")),
);

const starts: readonly Start[] = [
  { title: "An empty program", ...program("implementation", "nothing.ts") },
  ...(["none", "auto"] as const).flatMap((native) => {
    const how = native === "none" ? "no native library" : "a native library";
    return [
      {
        title: `First training step, 784-100-10, ${how}`,
        ...program("implementation", "training.ts", "1", native),
      },
      {
        title: `First trial of one step of deno task compare, ${how}`,
        ...program(
          ...["experiment", "first_comparison.ts", "--native", native, "--jobs", "1"] as const,
          ...["--problem", "two-layer", "--train-count", "128", "--batch-size", "128"],
          ...["--epochs", "1", "--optimizers", "adam", "--learning-rate", "0.002", "--seeds", "1"],
        ),
      },
      {
        title: `A worker of trials until its first has ended, ${how}`,
        ...program("experiment", "first_trial.ts", native),
        entries: [worker],
      },
    ];
  }),
];

function program(permissions: string, script: string, ...args: string[]): Omit<Start, "title"> {
  const own = programArgs(permissions, script, ...args);
  return { args: own, entries: script === "first_comparison.ts" ? [own[1], worker] : [own[1]] };
}
