import type { Contestant } from "./contestants/contestant.ts";
import { descents, openBlasContestants, peers } from "./contestants/contestant.ts";
import { type RunningContestant, startContestant } from "./contestants/running_contestant.ts";
import { measureCurve, measureThreads } from "./curves.ts";
import type { MeasureOptions } from "./measure.ts";
import { type ProgramSuiteResult, runProgramSuite } from "./program_suite.ts";
import { race } from "./race.ts";
import type {
  Absence,
  BenchResult,
  ContestantResult,
  CurveResult,
  GroupResult,
} from "./report/bench_result.ts";
import { curveLines, workloadLines } from "./report/console_lines.ts";
import { curves } from "./workloads/curve_workloads.ts";
import { trainingWorkloads } from "./workloads/training_workloads.ts";
import { workloadGroups } from "./workloads/workload_groups.ts";

/** Names of what can be measured apart, in the order in which it is. */
export const partNames: readonly string[] = [
  ...workloadGroups.map(({ part }) => part),
  "curves",
  "programs",
];

/** What {@linkcode runSession} measures. */
export interface SessionOptions {
  /** Which of {@linkcode partNames}. */
  readonly parts: readonly string[];
  /** Whether other libraries take part. */
  readonly peers: boolean;
  /** Threads of the setups that use several. */
  readonly threads: number;
  readonly rounds: number;
  readonly milliseconds: number;
  /** Whether few points of curves and one run of each program are enough. */
  readonly quick: boolean;
  /** Hears of every result as it comes. */
  readonly print: (line: string) => void;
}

/** What a session found. */
export type SessionResult = Omit<BenchResult, "startedAt" | "command" | "machine">;

/**
 * Starts the contestants and measures.
 *
 * @param options What and how long.
 * @returns All results; who could not take part is named with the reason.
 */
export async function runSession(options: SessionOptions): Promise<SessionResult> {
  const { parts, threads, rounds, milliseconds, quick, print } = options;
  await using stack = new AsyncDisposableStack();
  const absent: Absence[] = [];
  const start = async (some: readonly Contestant[]): Promise<RunningContestant[]> => {
    const running: RunningContestant[] = [];
    for (const contestant of some) {
      try {
        running.push(stack.use(await startContestant(contestant)));
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        absent.push({ who: contestant.title, reason: error.message });
        print(`${contestant.title} is left out: ${error.message}`);
      }
    }
    return running;
  };
  const counts = [...new Set([1, threads])];
  const races = [...workloadGroups.map(({ part }) => part), "curves"];
  const own = parts.some((part) => races.includes(part)) ? await start(descents(counts)) : [];
  const compared = workloadGroups.some((group) => group.compared && parts.includes(group.part));
  const others = compared
    ? await start([...openBlasContestants(counts), ...(options.peers ? peers(counts) : [])])
    : [];
  for (const { contestant: { title }, about } of [...own, ...others]) print(`${title}: ${about}`);

  const measureOptions: MeasureOptions = { rounds, milliseconds };
  const groups: GroupResult[] = [];
  for (const { part, title, compared, workloads } of workloadGroups) {
    if (!parts.includes(part)) continue;
    const results = [];
    for (const workload of workloads) {
      const racers = compared
        ? [...own, ...others.filter((one) => takesPart(one.contestant, workload.task.kind))]
        : own;
      const result = await race(workload, racers, measureOptions);
      workloadLines(result, racers.map(({ contestant }) => contestant)).forEach(print);
      results.push(result);
    }
    groups.push({ title, workloads: results });
  }

  const curveResults: CurveResult[] = [];
  if (parts.includes("curves")) {
    const shorter = { rounds: Math.ceil(rounds / 2), milliseconds };
    for (const curve of curves(quick)) {
      curveResults.push(await measureCurve(curve, own, shorter));
      curveLines(curveResults.at(-1)!).forEach(print);
    }
    const more = await start(
      descents(threadCounts(threads).filter((one) => !counts.includes(one))),
    );
    for (const workload of trainingWorkloads) {
      curveResults.push(await measureThreads(workload, [...own, ...more], shorter));
      curveLines(curveResults.at(-1)!).forEach(print);
    }
  }
  const suite: ProgramSuiteResult = parts.includes("programs")
    ? await runProgramSuite({ quick, threads, onProgress: print })
    : { programs: [], curves: [], absent: [] };
  return {
    contestants: [...own, ...others].map(describe),
    absent: [...absent, ...suite.absent],
    groups,
    curves: [...curveResults, ...suite.curves],
    programs: suite.programs,
  };
}

/** OpenBLAS only multiplies; that goes without saying. */
function takesPart({ family }: Contestant, kind: string): boolean {
  return family !== "openblas" || kind === "matmul";
}

/** 1, 2, 4, … and the last one. */
function threadCounts(last: number): number[] {
  const counts = [];
  for (let count = 1; count < last; count *= 2) counts.push(count);
  return [...counts, last];
}

function describe({ contestant, about }: RunningContestant): ContestantResult {
  const { name, title, family, threads } = contestant;
  return { name, title, family, threads, about };
}
