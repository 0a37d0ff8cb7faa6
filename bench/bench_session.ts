import {
  descents,
  directConvolutions,
  type Implementation,
  openBlasImplementations,
  peers,
} from "./implementations/implementation.ts";
import {
  type RunningImplementation,
  startImplementation,
} from "./implementations/running_implementation.ts";
import { measureCurve, measureThreads } from "./curves.ts";
import { measureLimits } from "./limits.ts";
import { runProgramSuite } from "./program_suite.ts";
import { runExperimentSuite } from "./experiment_suite.ts";
import { runLiveSuite } from "./live_suite.ts";
import { race } from "./race.ts";
import type {
  Absence,
  BenchResult,
  CurveResult,
  GroupResult,
  ImplementationResult,
  Limit,
} from "./report/bench_result.ts";
import { curveLines, workloadLines } from "./report/console_lines.ts";
import { countSentence, limitSentences } from "./report/limit_share.ts";
import { runStartSuite } from "./start_suite.ts";
import { runRuleSuite } from "./rule_suite.ts";
import { runStoreSuite } from "./store_suite.ts";
import { runTrialSuite } from "./trial_suite.ts";
import { curves } from "./workloads/curve_workloads.ts";
import { stepOperations } from "./workloads/step_operations.ts";
import { isTraining } from "./workloads/trained_layer.ts";
import { trainingWorkloads } from "./workloads/training_workloads.ts";
import type { Workload, WorkloadGroup } from "./workloads/task.ts";
import { workloadGroups } from "./workloads/workload_groups.ts";

/** Names of what can be measured apart, in the order in which it is. */
export const partNames: readonly string[] = [
  ...workloadGroups.map(({ part }) => part),
  "curves",
  "start",
  "rules",
  "programs",
  "trials",
  "store",
  "live",
  "experiments",
];

/** The work that {@linkcode runSession} measures. */
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
  /** Starts an implementation; default {@linkcode startImplementation}. */
  readonly start?: (implementation: Implementation) => Promise<RunningImplementation>;
}

/** The findings of a session. */
export type SessionResult = Omit<BenchResult, "startedAt" | "command" | "machine">;

/**
 * Starts the implementations and measures.
 *
 * @param options What and how long.
 * @returns All results; who could not take part is named with the reason.
 */
export async function runSession(options: SessionOptions): Promise<SessionResult> {
  const { parts, threads, quick, print } = options;
  await using stack = new AsyncDisposableStack();
  const absent: Absence[] = [];
  const { start = startImplementation } = options;
  const startAll = async (some: readonly Implementation[]): Promise<RunningImplementation[]> => {
    const running: RunningImplementation[] = [];
    for (const implementation of some) {
      try {
        running.push(stack.use(await start(implementation)));
        print(`${implementation.title}: ${running.at(-1)!.about}`);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        absent.push({ who: implementation.title, reason: error.message });
        print(`${implementation.title} is left out: ${error.message}`);
      }
    }
    return running;
  };

  const counts = [...new Set([1, threads])];
  const wanted = workloadGroups.filter(({ part }) => parts.includes(part));
  const hasCurves = parts.includes("curves");
  const own = wanted.length > 0 || hasCurves ? await startAll(descents(counts)) : [];
  const compared = wanted.filter(({ compared }) => compared).flatMap(({ workloads }) => workloads);
  const others = await startAll(
    [...openBlasImplementations(counts), ...(options.peers ? peers(counts) : [])]
      .filter((one) => compared.some((workload) => takesPart(one, workload))),
  );
  const plain = wanted.some(({ workloads }) => workloads.some(hasWinograd))
    ? await startAll(directConvolutions(counts))
    : [];
  const limits = compared.length > 0 ? await measureLimits(own, options) : [];
  if (compared.some(({ task }) => isTraining(task))) {
    ["", ...limitSentences(limits), countSentence].forEach(print);
  }
  const groups = [];
  for (const group of wanted) {
    groups.push(await raceGroup(group, [own, plain], others, { ...options, limits }));
  }
  const more = threadCounts(threads).filter((count) => !counts.includes(count));
  const allCounts = hasCurves ? [...own, ...await startAll(descents(more))] : [];
  const curveResults = hasCurves ? await measureCurves(own, allCounts, options) : [];
  const starts = parts.includes("start")
    ? await runStartSuite({ quick, onProgress: print })
    : undefined;
  const rules = parts.includes("rules")
    ? await runRuleSuite({ ...options, onProgress: print })
    : undefined;
  const suite = parts.includes("programs")
    ? await runProgramSuite({ quick, onProgress: print })
    : undefined;
  const trials = parts.includes("trials")
    ? await runTrialSuite({ quick, threads, onProgress: print })
    : undefined;
  const store = parts.includes("store")
    ? await runStoreSuite({ quick, onProgress: print })
    : undefined;
  const live = parts.includes("live")
    ? await runLiveSuite({ quick, onProgress: print })
    : undefined;
  const experiments = parts.includes("experiments")
    ? await runExperimentSuite({ quick, onProgress: print })
    : undefined;
  return {
    implementations: [...own, ...plain, ...others].map(describe),
    absent: [
      ...absent,
      ...starts?.absent ?? [],
      ...rules?.absent ?? [],
      ...suite?.absent ?? [],
      ...trials?.absent ?? [],
      ...store?.absent ?? [],
      ...live?.absent ?? [],
      ...experiments?.absent ?? [],
    ],
    groups,
    limits,
    curves: [...curveResults, ...trials === undefined ? [] : [trials.curve]],
    rules: rules?.rules ?? [],
    programs: [suite, store, experiments].flatMap((found) => found?.programs ?? []),
    starts: starts?.starts ?? [],
    ratios: [trials, live, experiments].flatMap((found) => found?.ratios ?? []),
  };
}

async function raceGroup(
  { title, compared, workloads }: WorkloadGroup,
  [own, plain]: readonly (readonly RunningImplementation[])[],
  others: readonly RunningImplementation[],
  { rounds, milliseconds, print, limits }: SessionOptions & { readonly limits: readonly Limit[] },
): Promise<GroupResult> {
  const results = [];
  for (const workload of workloads) {
    const rivals = compared ? others.filter((one) => takesPart(one.implementation, workload)) : [];
    const racers = [...own, ...(hasWinograd(workload) ? plain : []), ...rivals];
    print(`\n${workload.name}:`);
    const onProgress = (line: string) => print(`  ${line}`);
    const { task } = workload;
    const result = {
      ...await race(workload, racers, { rounds, milliseconds, onProgress }),
      ...(isTraining(task) && { operations: stepOperations(task) }),
    };
    workloadLines(result, racers.map(({ implementation }) => implementation), limits).forEach(
      print,
    );
    results.push(result);
  }
  return { title, workloads: results };
}

/** Whether convolutions by 3x3 filters are a large part of a workload. */
function hasWinograd({ task }: Workload): boolean {
  if (task.kind === "layer") return /conv2d of .* 3 x 3/.test(task.layer);
  return task.kind === "network" && task.network === "resnet8";
}

/** OpenBLAS only multiplies; that goes without saying. */
function takesPart({ family }: Implementation, { task }: Workload): boolean {
  return family !== "openblas" || task.kind === "matmul";
}

async function measureCurves(
  own: readonly RunningImplementation[],
  allCounts: readonly RunningImplementation[],
  { rounds, milliseconds, quick, print }: SessionOptions,
): Promise<CurveResult[]> {
  const options = { rounds: Math.ceil(rounds / 2), milliseconds };
  const results: CurveResult[] = [];
  const add = (result: CurveResult) => {
    results.push(result);
    curveLines(result).forEach(print);
  };
  for (const curve of curves(quick)) add(await measureCurve(curve, own, options));
  for (const workload of trainingWorkloads) add(await measureThreads(workload, allCounts, options));
  return results;
}

/** 1, 2, 4, … and the last one. */
function threadCounts(last: number): number[] {
  const counts = [];
  for (let count = 1; count < last; count *= 2) counts.push(count);
  return [...counts, last];
}

function describe({ implementation, about }: RunningImplementation): ImplementationResult {
  const { name, title, family, threads, instructions } = implementation;
  return { name, title, family, threads, instructions, about };
}
