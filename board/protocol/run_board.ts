import {
  type KnownOptimizer,
  type Laboratory,
  landscapeTrials,
  makeTrial,
  searchThenJudge,
  type SettingSearch,
  type Trial,
} from "@descent/lab";
import type { Run } from "@descent/reports";
import type { BoardPlan } from "./board_plan.ts";
import { fastestSettings } from "./fastest_settings.ts";
import { interleaved } from "./interleaved.ts";
import { measuredTrial } from "./measured_trial.ts";
import { ruleBudget } from "./rule_budget.ts";
import { ruleSearch } from "./rule_search.ts";
import { variantChoice } from "./variant_choice.ts";

/**
 * The experiment's name in records and folders.
 *
 * @category Protocol
 */
export const EXPERIMENT = "lab";

/**
 * Options of {@linkcode runBoard}.
 *
 * @category Protocol
 */
export interface RunBoardOptions {
  /** Where trials run. */
  readonly laboratory: Laboratory;
  /** The plan to run. */
  readonly plan: BoardPlan;
  /** The rules of the plan, among others. */
  readonly optimizers: readonly KnownOptimizer[];
}

/**
 * Runs the trials of a plan: for each rule on each problem a search, the repeats of its two best settings, and the judges
 * of the best one; that setting on the problem's variants, where the plan has some; where it has targets, the judges of the
 * setting that was the fastest to its target as well, unless that is the same setting.
 *
 * @category Protocol
 * @param options Laboratory, plan and rules, see {@linkcode RunBoardOptions}.
 * @returns The trials: those of all searches in the order of their draws, then those that judge, then those on
 * variants, then those that are timed, then those that are measured from inside, and between solutions.
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
  { laboratory, plan, optimizers }: RunBoardOptions,
): Promise<Run[]> {
  const { problems, rules, centres, draws, repeated, seeds, targets } = plan;
  const pairs = problems.flatMap(({ choice }) => rules.map(({ name }) => ({ choice, name })));
  const optimizerOf = (name: string) => optimizers.find(({ plugin }) => plugin.name === name)!;
  // Forty evaluations are looked at where a setting is chosen for its time.
  const searching = targets === undefined ? "search" : "judge";
  const searches = pairs.map(({ choice, name }): SettingSearch => {
    const optimizer = optimizerOf(name);
    const { plugin } = optimizer;
    const { schedule, schedules = [schedule] } = rules.find((rule) => rule.name === name)!;
    const trial = (hyperparameters: Readonly<Record<string, number>>, schedule: string) =>
      makeTrial({
        experiment: EXPERIMENT,
        problem: { ...choice, budget: ruleBudget(choice.budget, plugin, searching, schedule) },
        optimizer,
        hyperparameters,
        seed: seeds.search,
      });
    return ruleSearch({
      plugin,
      centre: centres[name][choice.name],
      draws,
      seed: seeds.search,
      schedules,
      trial,
    });
  });
  const judged = (trial: Trial): Trial => {
    const { plugin } = optimizerOf(trial.optimizer.name);
    const { choice } = problems.find(({ choice }) => choice.name === trial.problem.name)!;
    const budget = ruleBudget(
      choice.budget,
      plugin,
      "judge",
      trial.problem.budget.schedule as string,
    );
    return { ...trial, problem: { ...trial.problem, budget } };
  };
  const searched = new Map<string, Trial>();
  const judges: Trial[] = [];
  const onVariants = rules.length *
    problems.reduce((sum, { variants = [] }) => sum + variants.length, 0);
  const run: Laboratory["run"] = async (trials, options) => {
    const ran = await laboratory.run(
      trials.map((trial) => trial.phase === "final" ? judged(trial) : trial),
      { ...options, furtherTrials: (options?.furtherTrials ?? 0) + onVariants },
    );
    ran.forEach(({ record: { trialId } }, place) => searched.set(trialId, trials[place]));
    judges.push(...trials.filter(({ phase }) => phase === "final"));
    return ran;
  };
  const mixed = interleaved({ ...laboratory, run });
  const runs = await searchThenJudge(mixed, searches, seeds.judge, { repeated });
  const varied = judges.flatMap((judge) => {
    const { problem, seed } = judge;
    const { variants = [] } = problems.find(({ choice }) => choice.name === problem.name)!;
    return variants.filter((variant) => variant.seed === seed).map((variant): Trial => ({
      ...judge,
      phase: "variant",
      problem: variantChoice(problem, variant),
    }));
  });
  const timed = targets === undefined
    ? []
    : fastestSettings(runs).flatMap(({ record }) =>
      seeds.judge.map((seed): Trial => ({ ...searched.get(record.trialId)!, seed, phase: "time" }))
    );
  const measured = plan.diagnostics === true
    ? judges.filter(({ seed }) => seed === seeds.judge[0]).map(measuredTrial)
    : [];
  const between = plan.landscape === true ? landscapeTrials(runs, judges, seeds.judge[0]) : [];
  const last = [...varied, ...timed, ...measured, ...between];
  return last.length === 0 ? runs : [...runs, ...await interleaved(laboratory).run(last)];
}
