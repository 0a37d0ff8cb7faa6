import { canonicalJson } from "@descent/lab";
import { TaskError } from "@descent/cli";
import { type BoardPlan, planDigest, type PlannedProblem } from "../protocol/board_plan.ts";
import type { BoardTrial } from "../trials/board_trial.ts";
import type { StoredBoard } from "../trials/read_board.ts";

/**
 * An earlier run together with rules that ran now.
 *
 * @category Tasks
 */
export interface JoinedBoard {
  /** The plan of both. */
  readonly plan: BoardPlan;
  /** Its hash. */
  readonly hash: string;
  /** The trials of both. */
  readonly trials: readonly BoardTrial[];
}

/**
 * Joins rules to an earlier run. A rule of the same name takes the earlier one's place.
 *
 * @category Tasks
 * @param baseline The earlier run.
 * @param plan The plan of the rules that ran now.
 * @param trials Their trials.
 * @returns Plan, hash and trials of both.
 * @throws {TaskError} When the problems or their data are not those of the earlier run.
 *
 * @example
 * ```ts
 * import { joinBaseline, plannedRule } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { sgd } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const baseline = { plan: samplePlan(), hash: "", tables: "", fusedMultiplyAdd: true, trials: sampleTrials() };
 * const plan = samplePlan({ rules: [plannedRule({ plugin: sgd, source: null })], reference: "sgd" });
 * const joined = await joinBaseline(baseline, plan, sampleTrials(plan));
 * assertEquals(joined.plan.rules.map(({ name }) => name), ["momentum", "adamw", "sgd"]);
 * ```
 */
export async function joinBaseline(
  baseline: StoredBoard,
  plan: BoardPlan,
  trials: readonly BoardTrial[],
): Promise<JoinedBoard> {
  const { plan: former } = baseline;
  former.problems.forEach((problem, place) => {
    const own = plan.problems[place];
    const parts = ({ choice, data, variants }: PlannedProblem) =>
      canonicalJson({ choice, data, variants });
    if (parts(own) === parts(problem)) return;
    throw new TaskError(
      `--against: expected ${problem.choice.name} with the data of the earlier run, got others; run both on the same data`,
    );
  });
  const added = new Set(plan.rules.map(({ name }) => name));
  const joined: BoardPlan = {
    ...former,
    preset: `${former.preset} and ${[...added].join(", ")}`,
    problems: former.problems.map((problem, place) => ({
      ...problem,
      reductions: { ...problem.reductions, ...plan.problems[place].reductions },
    })),
    rules: [...former.rules.filter(({ name }) => !added.has(name)), ...plan.rules],
    centres: { ...former.centres, ...plan.centres },
    priorProblems: { ...former.priorProblems, ...plan.priorProblems },
  };
  return {
    plan: joined,
    hash: await planDigest(joined),
    trials: [...baseline.trials.filter(({ rule }) => !added.has(rule)), ...trials],
  };
}
