import process from "node:process";
import { createEngine } from "@descent/core";
import { buildTrial, type KnownOptimizer, makeTrial } from "@descent/lab";
import { budgetSchedule, type ProblemChoice, type ProblemData } from "@descent/problems";
import type { BoardPlan } from "../protocol/board_plan.ts";
import { EXPERIMENT } from "../protocol/run_board.ts";
import { ruleBudget } from "../protocol/rule_budget.ts";

/** Steps that are not measured, in which code is compiled; and those that are. */
const WARM_UP = 3, MEASURED = 15;

/**
 * Seconds of processor time that a gradient evaluation takes, its share of the step included, by rule and problem.
 *
 * @category Tasks
 */
export type EvaluationCosts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * Options of {@linkcode measuredCosts}.
 *
 * @category Tasks
 */
export interface MeasuredCostsOptions {
  /** The plan. */
  readonly plan: BoardPlan;
  /** The rules; those of third parties, which run elsewhere, are left out. */
  readonly optimizers: readonly KnownOptimizer[];
  /**
   * Loads the data of a problem.
   *
   * @param problem The problem.
   * @returns Its data.
   */
  readonly data: (problem: ProblemChoice) => Promise<ProblemData>;
}

/**
 * The processor time of a gradient evaluation of each rule on each problem: the median of 15 steps that run alone in this
 * process, on one thread. Other programs take the clock's time, but hardly that of the processor.
 *
 * @category Tasks
 * @param options Plan, rules and data, see {@linkcode MeasuredCostsOptions}.
 * @returns The seconds.
 *
 * @example
 * ```ts ignore
 * import { measuredCosts, readBoard } from "@descent/board";
 * import { knownOptimizers } from "@descent/lab";
 * import { sampleData } from "@descent/lab/testing";
 *
 * const { plan } = await readBoard("reports/out/lab");
 * const costs = await measuredCosts({ plan, optimizers: await knownOptimizers([]), data: sampleData });
 * console.log(costs.adam);
 * ```
 */
export async function measuredCosts(
  { plan, optimizers, data }: MeasuredCostsOptions,
): Promise<EvaluationCosts> {
  const rules = plan.rules.filter(({ digest }) => digest === null)
    .map(({ name }) => optimizers.find(({ plugin }) => plugin.name === name)!);
  const costs: Record<string, Record<string, number>> = {};
  for (const optimizer of rules) costs[optimizer.plugin.name] = {};
  for (const { choice } of plan.problems.filter(({ choice }) => choice.source === null)) {
    const own = await data(choice);
    // The data of one problem stay in one engine's memory.
    using engine = createEngine({
      multiplyAdd: plan.multiplyAdd,
      convolution: plan.convolution ?? "direct",
    });
    for (const optimizer of rules) {
      const { plugin } = optimizer;
      const budget = ruleBudget(choice.budget, plugin, "search");
      const trial = makeTrial({
        experiment: EXPERIMENT,
        problem: { ...choice, budget },
        optimizer,
        seed: plan.seeds.search,
      });
      using built = await buildTrial({ trial, data: own, engine });
      const schedule = (await budgetSchedule(budget))(WARM_UP + MEASURED);
      costs[plugin.name][choice.name] = medianStep(
        built,
        (step) => trial.hyperparameters.learningRate * schedule(step),
      );
    }
  }
  return costs;
}

function medianStep(
  { problem, optimizer }: Awaited<ReturnType<typeof buildTrial>>,
  rateAt: (step: number) => number,
): number {
  const seconds: number[] = [];
  for (let step = 1; step <= WARM_UP + MEASURED; step++) {
    let evaluations = 1;
    const before = process.cpuUsage();
    problem.nextBatch(step);
    const loss = problem.gradients("train");
    optimizer.step({
      step,
      learningRate: rateAt(step),
      loss,
      evaluate: () => {
        evaluations++;
        return problem.gradients("repeat");
      },
    });
    const { user, system } = process.cpuUsage(before);
    if (step > WARM_UP) seconds.push((user + system) / 1e6 / evaluations);
  }
  return seconds.sort((a, b) => a - b)[(MEASURED - 1) / 2];
}
