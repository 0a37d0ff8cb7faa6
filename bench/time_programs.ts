import { measure } from "./measure.ts";
import type { Absence } from "./report/bench_result.ts";
import { type ProgramTimes, type TimedProgram, timeProgram } from "./time_program.ts";

/** Options of suites that time programs. */
export interface TimedSuiteOptions {
  /** Whether the least that shows how it goes is enough. */
  readonly quick: boolean;
  /** Hears of each result. */
  readonly onProgress: (line: string) => void;
  /** Runs a program; default {@linkcode timeProgram}. */
  readonly time?: ((program: TimedProgram) => Promise<ProgramTimes>) | undefined;
}

/** A program that ran some times. */
export interface RepeatedProgram<P extends TimedProgram> {
  readonly program: P;
  /** The median of the seconds. */
  readonly seconds: number;
  /** How each run went, one to warm up among them. */
  readonly times: readonly ProgramTimes[];
}

/** Options of {@linkcode timePrograms}. */
export interface TimeProgramsOptions extends Pick<TimedSuiteOptions, "time"> {
  /** How often each runs. */
  readonly rounds: number;
  /** The seconds of a run that count; default those from its start to its end. */
  readonly secondsOf?: (times: ProgramTimes) => number;
}

/**
 * Times programs in turns, so that what a machine does meanwhile falls on all.
 *
 * @param programs Which.
 * @param options How often, see {@linkcode TimeProgramsOptions}.
 * @returns Those that ran, and those that failed with the reason.
 */
export async function timePrograms<P extends TimedProgram>(
  programs: readonly P[],
  { rounds, time = timeProgram, secondsOf = ({ seconds }) => seconds }: TimeProgramsOptions,
): Promise<{ readonly timed: RepeatedProgram<P>[]; readonly absent: Absence[] }> {
  const cases = programs.map((program) => {
    const times: ProgramTimes[] = [];
    return {
      program,
      times,
      rate: async () => {
        times.push(await time(program));
        return 1 / secondsOf(times.at(-1)!);
      },
    };
  });
  const { measured, failed } = await measure(cases, { rounds, milliseconds: 1 });
  return {
    timed: measured.map(({ case: { program, times }, median }) => ({
      program,
      seconds: 1 / median,
      times,
    })),
    absent: failed.map(({ case: { program }, reason }) => ({ who: program.title, reason })),
  };
}
