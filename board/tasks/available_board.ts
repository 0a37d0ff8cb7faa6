import { TaskError } from "@descent/cli";
import type { ModuleSource, ProblemChoice, ProblemData } from "@descent/problems";
import type { StoredBoard } from "../trials/read_board.ts";

/**
 * A problem of an earlier run that cannot be run here.
 *
 * @category Tasks
 */
export interface LeftOut {
  /** Its name. */
  readonly problem: string;
  /** Why, as a clause: "its data are others here". */
  readonly reason: string;
}

/**
 * The part of an earlier run that can be run here.
 *
 * @category Tasks
 */
export interface AvailableBoard {
  /** Plan and trials of the problems whose data are here. */
  readonly board: StoredBoard;
  /** The other problems. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * Options of {@linkcode availableBoard}.
 *
 * @category Tasks
 */
export interface AvailableBoardOptions {
  /**
   * Loads the data of a problem.
   *
   * @param problem The problem.
   * @returns Its data.
   */
  readonly data: (problem: ProblemChoice) => Promise<ProblemData>;
  /** Modules of third parties' problems that are given; default none. */
  readonly modules?: readonly ModuleSource[];
  /** Names of the problems to keep; default all. */
  readonly problems?: readonly string[] | undefined;
  /** How many of its judges to keep, the first ones; default all. */
  readonly judges?: number | undefined;
}

/**
 * The part of an earlier run that can be run here: of the problems that are wanted those whose data are found and are the
 * same, to the bit.
 *
 * @category Tasks
 * @param board The earlier run.
 * @param options Data, problems and judges, see {@linkcode AvailableBoardOptions}.
 * @returns The part, and what was left out.
 * @throws {TaskError} When it has no such problem or fewer judges, or no problem is left.
 *
 * @example A run on data that are not here
 * ```ts
 * import { availableBoard } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assertRejects } from "@std/assert";
 *
 * const board = { plan: samplePlan(), hash: "", tables: "", fusedMultiplyAdd: true, trials: sampleTrials() };
 * const data = () => Promise.resolve({ digest: "other" });
 * await assertRejects(() => availableBoard(board, { data }), Error, "its data are others here");
 * ```
 */
export async function availableBoard(
  board: StoredBoard,
  { data, modules = [], problems, judges }: AvailableBoardOptions,
): Promise<AvailableBoard> {
  const { plan, trials } = board;
  const names = plan.problems.map(({ choice }) => choice.name);
  const unknown = problems?.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new TaskError(
      `--problems: expected problems of the earlier run, ${
        names.join(", ")
      }, got '${unknown}'; name some of those`,
    );
  }
  const { judge } = plan.seeds;
  if (judges !== undefined && judges > judge.length) {
    throw new TaskError(
      `--judges: expected at most the ${judge.length} of the earlier run, got ${judges}; give fewer`,
    );
  }
  const leftOut: LeftOut[] = [];
  for (const { choice, data: digest } of plan.problems) {
    if (problems?.includes(choice.name) === false) continue;
    const reason = await faultOf(choice, digest, { data, modules });
    if (reason !== undefined) leftOut.push({ problem: choice.name, reason });
  }
  const kept = new Set(
    names.filter((name) =>
      problems?.includes(name) !== false && !leftOut.some(({ problem }) => problem === name)
    ),
  );
  if (kept.size === 0) {
    const reasons = leftOut.map(({ problem, reason }) => `${problem}: ${reason}`).join("; ");
    throw new TaskError(`expected the data of a problem of the earlier run, got none (${reasons})`);
  }
  const seeds = new Set(judge.slice(0, judges));
  return {
    board: {
      ...board,
      plan: {
        ...plan,
        problems: plan.problems.filter(({ choice }) => kept.has(choice.name)).map((problem) =>
          problem.variants === undefined ? problem : {
            ...problem,
            variants: problem.variants.filter(({ seed }) => seeds.has(seed)),
          }
        ),
        seeds: { ...plan.seeds, judge: [...seeds] },
      },
      trials: trials.filter(({ problem, phase, seed }) =>
        kept.has(problem) && (phase === "search" || phase === "repeat" || seeds.has(seed))
      ),
    },
    leftOut,
  };
}

async function faultOf(
  choice: ProblemChoice,
  digest: string,
  { data, modules }: Required<Pick<AvailableBoardOptions, "data" | "modules">>,
): Promise<string | undefined> {
  const { source } = choice;
  if (source !== null && !modules.some((module) => module.digest === source.digest)) {
    return `its module ${source.address} is not given with the same text`;
  }
  try {
    const own = await data(choice);
    return own.digest === digest ? undefined : "its data are others here";
  } catch (error) {
    return `its data cannot be loaded (${(error as Error).message})`;
  }
}
