import type { BoardPlan } from "../protocol/board_plan.ts";
import type { BoardTrial } from "../trials/board_trial.ts";

/** A loss this small beside the untrained one is a rounded 0, of which there is no logarithm. */
const FLOOR = 1e-10;

/**
 * Final losses of the judges, on a log scale; every list of rules, problems and seeds has the same order.
 *
 * @category Analysis
 */
export interface JudgedLosses {
  /** Names of the rules. */
  readonly rules: readonly string[];
  /** Names of the problems. */
  readonly problems: readonly string[];
  /** The seeds that judged. */
  readonly seeds: readonly number[];
  /** `logs[rule][problem][seed]`: logarithm of the loss. */
  readonly logs: readonly (readonly (readonly number[])[])[];
  /** `untrained[problem][seed]`: logarithm of the loss of the untrained model. */
  readonly untrained: readonly (readonly number[])[];
  /** `diverged[rule][problem]`: how many seeds diverged or failed, or could not be tried as no setting of the search completed. */
  readonly diverged: readonly (readonly number[])[];
}

/**
 * The final losses of the judges: on the test part, or the validation part where a problem has no other. A trial that did
 * not complete counts as its untrained model; no trial is left out.
 *
 * @category Analysis
 * @param plan The plan.
 * @param trials The trials.
 * @param judgingPhase Whether the judges on the problems count, which is the default, or those on their variants, whose seeds are
 * the variants' numbers.
 * @returns The losses. A problem of which not even an untrained loss is known is left out, as is one without variants.
 *
 * @example
 * ```ts
 * import { judgedLosses } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { rules, seeds, logs } = judgedLosses(samplePlan(), sampleTrials());
 * assertEquals([logs.length, logs[0][0].length], [rules.length, seeds.length]);
 * ```
 */
export function judgedLosses(
  { problems: planned, rules: plannedRules, seeds: { judge } }: BoardPlan,
  trials: readonly BoardTrial[],
  judgingPhase: "judge" | "variant" = "judge",
): JudgedLosses {
  const varied = new Set(
    planned.flatMap(({ variants = [] }) => variants.map(({ seed }) => seed)),
  );
  const seeds = judgingPhase === "judge" ? judge : judge.filter((seed) => varied.has(seed));
  const judges = new Map<string, BoardTrial>();
  const untrainedOf = new Map<string, number>();
  for (const trial of trials) {
    const { problem, rule, phase, seed, untrainedTest, untrainedValidation } = trial;
    const start = untrainedTest ?? untrainedValidation;
    if (start === null) continue;
    if (phase === judgingPhase) {
      judges.set(`${problem}/${rule}/${seed}`, trial);
      untrainedOf.set(`${problem}/${seed}`, start);
    } else if (judgingPhase === "judge" && phase !== "variant" && !untrainedOf.has(problem)) {
      // A variant's start says nothing of the problem's, nor the other way round.
      untrainedOf.set(problem, start);
    }
  }
  // Where no rule's judge with a seed got as far as its start, the search did.
  const start = (problem: string, seed: number): number | undefined =>
    untrainedOf.get(`${problem}/${seed}`) ?? untrainedOf.get(problem);
  const problems = planned.map(({ choice }) => choice.name)
    .filter((problem) => seeds.every((seed) => start(problem, seed) !== undefined));
  const rules = plannedRules.map(({ name }) => name);
  const lossOf = (rule: string, problem: string, seed: number): number | null => {
    const trial = judges.get(`${problem}/${rule}/${seed}`);
    return trial?.status === "completed" ? trial.test ?? trial.validation : null;
  };
  const logOf = (loss: number, untrained: number): number =>
    Math.log(Math.max(loss, FLOOR * Math.abs(untrained), Number.MIN_VALUE));
  return {
    rules,
    problems,
    seeds,
    logs: rules.map((rule) =>
      problems.map((problem) =>
        seeds.map((seed) => {
          const untrained = start(problem, seed)!;
          return logOf(lossOf(rule, problem, seed) ?? untrained, untrained);
        })
      )
    ),
    untrained: problems.map((problem) =>
      seeds.map((seed) => logOf(start(problem, seed)!, start(problem, seed)!))
    ),
    diverged: rules.map((rule) =>
      problems.map((problem) => seeds.filter((seed) => lossOf(rule, problem, seed) === null).length)
    ),
  };
}
