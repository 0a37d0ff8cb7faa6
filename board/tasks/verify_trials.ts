import {
  type KnownOptimizer,
  landscapeTrial,
  makeTrial,
  type Trial,
  type TrialRunner,
} from "@descent/lab";
import { randomStream } from "@descent/core";
import type { ProblemChoice, ProblemData } from "@descent/problems";
import { ruleBudget } from "../protocol/rule_budget.ts";
import { EXPERIMENT } from "../protocol/run_board.ts";
import { measuredTrial } from "../protocol/measured_trial.ts";
import { variantChoice } from "../protocol/variant_choice.ts";
import { foundRules } from "./found_rules.ts";
import { type BoardTrial, boardTrials } from "../trials/board_trial.ts";
import type { StoredBoard } from "../trials/read_board.ts";

/**
 * A trial that was run again.
 *
 * @category Tasks
 */
export interface VerifiedTrial {
  /** The trial as the run has it. */
  readonly trial: BoardTrial;
  /** The differences in words: `"weights"`; empty where every bit is the same. */
  readonly differences: readonly string[];
}

/**
 * Options of {@linkcode verifyTrials}.
 *
 * @category Tasks
 */
export interface VerifyTrialsOptions {
  /** The run. */
  readonly board: StoredBoard;
  /** How many of its trials. */
  readonly count: number;
  /** Seed of the choice. */
  readonly seed: number;
  /** The rules that are known here; trials of those that {@linkcode foundRules} does not find are not chosen. */
  readonly optimizers: readonly KnownOptimizer[];
  /** The workers, one for each trial that runs at a time. */
  readonly runners: readonly TrialRunner[];
  /**
   * Loads the data of a problem.
   *
   * @param problem The problem.
   * @returns Its data.
   */
  readonly data: (problem: ProblemChoice) => Promise<ProblemData>;
  /** Hears of each trial that was compared; default nobody. */
  readonly onTrial?: (verified: VerifiedTrial) => void;
}

/**
 * Runs trials of an earlier run again, chosen at random, and compares their bits: the digest of the final weights, the
 * losses, how it ended and what it cost. Nothing of the earlier run is taken but settings and seeds.
 *
 * @category Tasks
 * @param options The run, how many trials and where, see {@linkcode VerifyTrialsOptions}.
 * @returns The trials with what differs, in the order in which they were chosen.
 *
 * @example
 * ```ts ignore
 * import { readBoard, verifyTrials } from "@descent/board";
 * import { knownOptimizers, trialRunner } from "@descent/lab";
 * import { sampleData } from "@descent/lab/testing";
 *
 * using runner = trialRunner();
 * const verified = await verifyTrials({
 *   board: await readBoard("reports/out/lab"),
 *   ...{ count: 20, seed: 0, optimizers: await knownOptimizers([]), runners: [runner], data: sampleData },
 * });
 * console.log(verified.every(({ differences }) => differences.length === 0));
 * ```
 */
export async function verifyTrials(
  { board, count, seed, optimizers, runners, data, onTrial = () => {} }: VerifyTrialsOptions,
): Promise<VerifiedTrial[]> {
  const { plan, trials } = board;
  const { found } = foundRules(plan, optimizers);
  const places = [...randomStream({ seed }).split("verify").permutation(trials.length)]
    .filter((place) => rulesOf(trials[place]).every((rule) => found.has(rule)))
    .slice(0, count);
  const verified = new Array<VerifiedTrial>(places.length);
  const queue = places.entries();
  await Promise.all(runners.map(async (runner) => {
    for (const [index, place] of queue) {
      const trial = trials[place];
      let again;
      try {
        again = trial.phase === "landscape"
          ? landscapeTrial(
            judgesBetween(board, trial).map((judge) =>
              trialOf(board, judge, found.get(judge.rule)!)
            ),
          )
          : trialOf(board, trial, found.get(trial.rule)!);
      } catch (error) {
        // A hyperparameter or its range is another one since.
        verified[index] = {
          trial,
          differences: [`cannot be run now: ${(error as Error).message}`],
        };
        onTrial(verified[index]);
        continue;
      }
      const request = { trial: again, data: await data(again.problem) };
      const outcome = await runner.run(request, () => {});
      verified[index] = { trial, differences: differencesOf(trial, again, outcome) };
      onTrial(verified[index]);
    }
  }));
  return verified;
}

function trialOf({ plan }: StoredBoard, row: BoardTrial, optimizer: KnownOptimizer): Trial {
  const problem = plan.problems.find((each) => each.choice.name === row.problem)!;
  const variant = problem.variants?.find(({ seed }) =>
    row.phase === "variant" && seed === row.seed
  );
  const choice = variant === undefined ? problem.choice : variantChoice(problem.choice, variant);
  const isJudge = row.phase === "judge", looksAtTest = isJudge || row.phase === "variant";
  const isWatched = isJudge || plan.targets !== undefined;
  const trial = makeTrial({
    experiment: EXPERIMENT,
    problem: {
      ...choice,
      budget: ruleBudget(
        choice.budget,
        optimizer.plugin,
        isWatched ? "judge" : "search",
        row.schedule,
      ),
    },
    optimizer,
    hyperparameters: row.hyperparameters,
    seed: row.seed,
    phase: isJudge ? "final" : looksAtTest ? "variant" : "search",
  });
  return row.phase === "diagnostics" ? measuredTrial(trial) : { ...trial, testing: looksAtTest };
}

/** The rules that a trial trains. */
function rulesOf({ rule, landscape }: BoardTrial): string[] {
  const ends = landscape?.lines.flatMap(({ from, to }) => from === null ? [to] : []) ?? [];
  return [rule, ...ends.filter((end) => end !== rule)];
}

/** The judges between whose solutions a trial looked, its own first. */
function judgesBetween({ trials }: StoredBoard, row: BoardTrial): BoardTrial[] {
  return rulesOf(row).map((rule) => {
    const judge = trials.find((each) =>
      each.phase === "judge" && each.rule === rule && each.problem === row.problem &&
      each.seed === row.seed
    );
    if (judge !== undefined) return judge;
    throw new RangeError(`no judge of ${rule} with seed ${row.seed}`);
  });
}

const COMPARED = [
  ...["status", "weights", "validation", "test", "untrainedValidation", "untrainedTest"],
  "evaluations",
] as (keyof BoardTrial)[];

function differencesOf(
  row: BoardTrial,
  trial: Trial,
  outcome: Awaited<ReturnType<TrialRunner["run"]>>,
): string[] {
  const { name } = trial.problem;
  const { optimizer, hyperparameters, seed, phase } = trial;
  const setting = { id: "", hyperparameters, variables: {} };
  const budget = { schedule: "" };
  const record = { problem: { name }, optimizer, setting, seed, phase, budget, ...outcome };
  const [again] = boardTrials([{ record, metrics: outcome.metrics }]);
  return COMPARED.filter((field) => again[field] !== row[field])
    .map((field) => `${field} ${again[field]} in place of ${row[field]}`)
    .concat(JSON.stringify(again.curve) === JSON.stringify(row.curve) ? [] : ["curve"])
    .concat(JSON.stringify(again.inside) === JSON.stringify(row.inside) ? [] : ["inside"])
    .concat(JSON.stringify(again.landscape) === JSON.stringify(row.landscape) ? [] : ["landscape"]);
}
