import type { Absence, ProgramResult } from "./report/bench_result.ts";
import { programArgs, timeProgram } from "./time_program.ts";
import type { TimedSuiteOptions } from "./time_programs.ts";

/** The findings of {@linkcode runStoreSuite}. */
export interface StoreSuiteResult {
  readonly programs: readonly ProgramResult[];
  readonly absent: readonly Absence[];
}

/** Options of {@linkcode runStoreSuite}. */
export interface StoreSuiteOptions extends TimedSuiteOptions {
  /** Whether small stores are enough. */
  readonly quick: boolean;
}

const FOLDER = "reports/out/bench-store";

/**
 * Opens stores of more and more trials, as an experiment does that is started again, and checks all that is in them, as a
 * report over folders does.
 *
 * @param options How many, and who hears of it.
 * @returns Seconds of the processor for each, and the peak of memory, their CSV files included.
 */
export async function runStoreSuite(
  { quick, onProgress, time = timeProgram }: StoreSuiteOptions,
): Promise<StoreSuiteResult> {
  const programs: ProgramResult[] = [];
  const absent: Absence[] = [];
  for (const trials of quick ? [100, 200] : [1000, 10_000]) {
    const args = (task: string) =>
      programArgs("experiment", "store.ts", task, `${FOLDER}-${trials}`, `${trials}`);
    const store = `a store of ${trials.toLocaleString("en")} trials`;
    try {
      await time({ title: `Make ${store}`, args: args("make") });
      for (
        const [task, title] of [
          ["open", `Open ${store}`],
          ["check", `Check every row of ${store}`],
        ]
      ) {
        const { peakBytes, measured: [seconds, csv] } = await time({ title, args: args(task) });
        programs.push({ title: `${title}, seconds of the processor`, seconds, peakBytes });
        onProgress(
          `${title}: ${seconds.toFixed(2)} s of the processor, then ${
            csv.toFixed(2)
          } s for the CSV files, ` +
            `at most ${(peakBytes / 1e6).toFixed(0)} MB`,
        );
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      absent.push({ who: `Opening ${store}`, reason: error.message });
    } finally {
      await Deno.remove(`${FOLDER}-${trials}`, { recursive: true }).catch(() => {});
    }
  }
  return { programs, absent };
}
