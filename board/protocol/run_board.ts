import {
  type KnownOptimizer,
  type Laboratory,
  makeTrial,
  searchThenJudge,
  type SettingSearch,
} from "@descent/lab";
import type { Run } from "@descent/reports";
import type { BoardPlan } from "./board_plan.ts";
import { interleaved } from "./interleaved.ts";
import { ruleBudget } from "./rule_budget.ts";
import { ruleSearch } from "./rule_search.ts";

/** The experiment's name in records and folders. */
export const EXPERIMENT = "lab";

/** A part of a run that is done apart, such as on another machine. */
export interface Shard {
  /** Which part, from 1. */
  readonly index: number;
  /** Of how many. */
  readonly count: number;
}

/** Options of {@linkcode runBoard}. */
export interface RunBoardOptions {
  /** Where trials run. */
  readonly laboratory: Laboratory;
  /** The plan to run. */
  readonly plan: BoardPlan;
  /** The rules of the plan, among others. */
  readonly optimizers: readonly KnownOptimizer[];
  /** The part to run; default all. */
  readonly shard?: Shard | undefined;
}

/**
 * Runs the trials of a plan: for each rule on each problem a search, the repeats of its two best settings, and the judges
 * of the best one.
 *
 * @param options Laboratory, plan, rules and part, see {@linkcode RunBoardOptions}.
 * @returns The trials: those of all searches in the order of their draws, then those that judge.
 *
 * @example Eight trials of each of two rules and the repeats, and four judges
 * ```ts
 * import { runBoard } from "@descent/board";
 * import { samplePlan } from "@descent/board/testing";
 * import { knownOptimizers } from "@descent/lab";
 * import { fakeLaboratory } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const laboratory = fakeLaboratory(({ hyperparameters: { learningRate } }) => 1 / (1 + Math.abs(Math.log(learningRate))));
 * const runs = await runBoard({ laboratory, plan: samplePlan(), optimizers: await knownOptimizers([]) });
 * assertEquals(runs.filter(({ record }) => record.phase === "final").length, 2 * 4);
 * ```
 */
export async function runBoard(
  { laboratory, plan, optimizers, shard }: RunBoardOptions,
): Promise<Run[]> {
  const { problems, rules, centres, draws, repeated, seeds } = plan;
  const pairs = problems.flatMap(({ choice }) => rules.map(({ name }) => ({ choice, name })));
  const own = shard === undefined
    ? pairs
    : pairs.filter((_, index) => index % shard.count === shard.index - 1);
  const searches = own.map(({ choice, name }): SettingSearch => {
    const optimizer = optimizers.find(({ plugin }) => plugin.name === name)!;
    const { plugin } = optimizer;
    const problem = { ...choice, budget: ruleBudget(choice.budget, plugin, "search") };
    const trial = (hyperparameters: Readonly<Record<string, number>>) =>
      makeTrial({
        experiment: EXPERIMENT,
        problem,
        optimizer,
        hyperparameters,
        seed: seeds.search,
      });
    return ruleSearch({
      plugin,
      centre: centres[name][choice.name],
      draws,
      seed: seeds.search,
      trial,
    });
  });
  const run: Laboratory["run"] = (trials, options) =>
    laboratory.run(
      trials.map((trial) => {
        if (!trial.testing) return trial;
        const { plugin } = optimizers.find((each) => each.plugin.name === trial.optimizer.name)!;
        const { budget } = problems.find(({ choice }) => choice.name === trial.problem.name)!
          .choice;
        return {
          ...trial,
          problem: { ...trial.problem, budget: ruleBudget(budget, plugin, "judge") },
        };
      }),
      options,
    );
  return await searchThenJudge(interleaved({ ...laboratory, run }), searches, seeds.judge, {
    repeated,
  });
}
