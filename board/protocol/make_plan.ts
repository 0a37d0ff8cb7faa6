import { judgingSeeds, type KnownOptimizer, repeatSeeds, trialCodeDigest } from "@descent/lab";
import {
  BOARD_TARGETS,
  type OptionValues,
  type ProblemChoice,
  type ProblemData,
} from "@descent/problems";
import { type BoardPlan, PLAN_VERSION, type PlannedProblem } from "./board_plan.ts";
import { plannedRule } from "./planned_rule.ts";
import { priorRate, type RatePriors } from "./prior_rate.ts";
import { ruleReductions } from "./rule_reductions.ts";
import type { BoardTrack } from "./track_schedules.ts";
import { variantChoice } from "./variant_choice.ts";

/** The rule that others are compared with where it is among them. */
const USUAL_REFERENCE = "adamw";

/**
 * Options of {@linkcode makePlan}.
 *
 * @category Protocol
 */
export interface MakePlanOptions {
  /** The part that a contestant decides; default the rule alone. */
  readonly track?: BoardTrack;
  /** Size of the run: the name of a preset, or `"own"`. */
  readonly preset: string;
  /** The problems. */
  readonly problems: readonly ProblemChoice[];
  /** The rules. */
  readonly rules: readonly KnownOptimizer[];
  /** Settings of a search. */
  readonly draws: number;
  /** The best settings of a search that are tried again. */
  readonly repeated: number;
  /** Number of seeds that judge. */
  readonly judges: number;
  /** Whether settings are chosen for the time to the committed targets too; default false. */
  readonly timed?: boolean;
  /** How many variants of each problem chosen settings are judged on too, each by a judge's seed; default none. */
  readonly variants?: number;
  /**
   * A variant of a problem.
   *
   * @param problem The problem.
   * @param seed Its number.
   * @returns Options that differ; `undefined` where the problem has none. Default none has any.
   */
  readonly variantOf?: (problem: ProblemChoice, seed: number) => OptionValues | undefined;
  /** Whether the first judge of each setting runs again, measured from inside, and between their solutions; default false. */
  readonly diagnostics?: boolean;
  /** The first seed, from which all others follow. */
  readonly seed: number;
  /** The best rates of earlier searches. */
  readonly priors: RatePriors;
  /** Whether products are free to fuse multiplication and addition. */
  readonly multiplyAdd: BoardPlan["multiplyAdd"];
  /** How convolutions are summed; default `"auto"`. */
  readonly convolution?: "auto" | "direct";
  /**
   * Loads the data of a problem.
   *
   * @param problem The problem.
   * @returns Its data.
   */
  readonly data: (problem: ProblemChoice) => Promise<ProblemData>;
}

/**
 * Makes the plan of a run: all that it will do, before its first trial.
 *
 * @category Protocol
 * @param options Problems, rules and numbers, see {@linkcode MakePlanOptions}.
 * @returns The plan. Its reference is AdamW, or the first rule where AdamW is not among them.
 *
 * @example
 * ```ts
 * import { makePlan } from "@descent/board";
 * import { knownOptimizers } from "@descent/lab";
 * import { sampleData, sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const plan = await makePlan({
 *   ...{ preset: "own", draws: 4, repeated: 2, judges: 2, seed: 7, priors: {}, multiplyAdd: "relaxed" },
 *   problems: [sampleTrial().problem],
 *   rules: (await knownOptimizers([])).slice(0, 2),
 *   data: sampleData,
 * });
 * assertEquals([plan.reference, plan.seeds.judge], ["sgd", [8, 9]]);
 * ```
 */
export async function makePlan(
  options: MakePlanOptions,
): Promise<BoardPlan> {
  const { track = "rule", preset, problems, rules, draws, repeated, judges, seed } = options;
  const { timed = false, diagnostics = false, variants = 0, variantOf, priors, multiplyAdd, data } =
    options;
  const { convolution = "auto" } = options;
  const plugins = rules.map(({ plugin }) => plugin);
  const judging = judgingSeeds(seed, judges);
  const planned: PlannedProblem[] = [];
  // One after the other: each is built for a moment.
  for (const choice of problems) {
    const own = await data(choice);
    const title = own.title === undefined || own.title === choice.title
      ? choice.title
      : `${choice.title} (${own.title})`;
    const reductions = ruleReductions(choice, own, plugins);
    const others = [];
    for (const seed of judging.slice(0, variants)) {
      const options = variantOf?.(choice, seed);
      if (options === undefined) break;
      const { digest } = await data(variantChoice(choice, { options }));
      others.push({ seed, options, data: digest });
    }
    planned.push({
      ...{ choice, title, data: own.digest, reductions },
      ...(others.length > 0 && { variants: others }),
    });
  }
  const rates = plugins.map((plugin) =>
    problems.map(({ name }) => ({
      name,
      ...priorRate(plugin.fixed?.plugin ?? plugin, name, priors),
    }))
  );
  return {
    version: PLAN_VERSION,
    track,
    preset,
    problems: planned,
    rules: rules.map((rule) => plannedRule(rule, track)),
    reference: (plugins.find(({ name }) => name === USUAL_REFERENCE) ?? plugins[0]).name,
    draws,
    repeated,
    seeds: { search: seed, repeat: repeatSeeds(seed), judge: judging },
    ...(timed && { targets: BOARD_TARGETS.version }),
    ...(diagnostics && { diagnostics, landscape: diagnostics }),
    centres: Object.fromEntries(plugins.map(({ name }, rule) => [
      name,
      Object.fromEntries(rates[rule].map(({ name, rate }) => [name, rate])),
    ])),
    priorProblems: Object.fromEntries(plugins.map(({ name }, rule) => [
      name,
      Math.min(...rates[rule].map(({ problems }) => problems)),
    ])),
    code: trialCodeDigest(),
    multiplyAdd,
    convolution,
  };
}
