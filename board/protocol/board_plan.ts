import { sha256 } from "@descent/data";
import { canonicalJson } from "@descent/lab";
import type { SearchDistribution } from "@descent/optim";
import type { OptionValues, ProblemChoice } from "@descent/problems";
import type { BoardTrack } from "./track_schedules.ts";

/**
 * Version of the plan's format.
 *
 * @category Protocol
 */
export const PLAN_VERSION = 1;

/**
 * A rule of a plan.
 *
 * @category Protocol
 */
export interface PlannedRule {
  /** Its name in code. */
  readonly name: string;
  /** Its name for people. */
  readonly title: string;
  /** The paper, as a short citation. */
  readonly reference: string;
  /** SHA-256 of a third party's module; `null` for rules of the catalogue, which the plan's code covers. */
  readonly digest: string | null;
  /** Evaluations of loss and gradient in a step, by which the number of steps is divided. */
  readonly evaluationsPerStep: number;
  /** Its learning-rate schedule, with the default setting. */
  readonly schedule: string;
  /** The schedules that its search draws from, in the algorithm track; absent in the rule track, which has one. */
  readonly schedules?: readonly string[];
  /** The default setting, which is the first one that its search tries. */
  readonly defaults: Readonly<Record<string, number>>;
  /** The distributions that its search draws from besides the learning rate's. */
  readonly search: Readonly<Record<string, SearchDistribution>>;
  /**
   * The rule that it is apart from hyperparameters held at these values, their defaults, which are in no table of its own;
   * absent in rules that hold none.
   */
  readonly fixed?: {
    readonly rule: string;
    readonly values: Readonly<Record<string, number>>;
  };
}

/**
 * A variant of a problem, on which the settings that the problem chose are judged as they are.
 *
 * @category Protocol
 */
export interface PlannedVariant {
  /** The judge's seed, which is also the number of the variant. */
  readonly seed: number;
  /** Options that differ from those of the problem. */
  readonly options: OptionValues;
  /** Digest of its data. */
  readonly data: string;
}

/**
 * A problem of a plan.
 *
 * @category Protocol
 */
export interface PlannedProblem {
  /** The problem with options and budget; the budget is that of a rule that evaluates once a step. */
  readonly choice: ProblemChoice;
  /** The problem's name for people, with its data. */
  readonly title: string;
  /** Digest of its data. */
  readonly data: string;
  /** Rules that are another rule here, by name, and the title of the other one. */
  readonly reductions: Readonly<Record<string, string>>;
  /** Its variants; absent in plans without, and from problems that have none. */
  readonly variants?: readonly PlannedVariant[];
}

/**
 * Everything that a run of the benchmark will do, as plain data, fixed before its first trial.
 *
 * @category Protocol
 */
export interface BoardPlan {
  /** {@linkcode PLAN_VERSION}. */
  readonly version: typeof PLAN_VERSION;
  /** The part that a contestant decides: the update rule alone, or its learning-rate schedule too. */
  readonly track: BoardTrack;
  /** Size of the run: the name of a preset, or `"own"`. */
  readonly preset: string;
  /** The problems. */
  readonly problems: readonly PlannedProblem[];
  /** The rules. */
  readonly rules: readonly PlannedRule[];
  /** The rule that every other one is compared with: the primary comparisons, corrected by Holm's method. */
  readonly reference: string;
  /** Settings that each search begins with, the default one among them. */
  readonly draws: number;
  /** The best settings of a search that are tried again. */
  readonly repeated: number;
  /** Seeds: of the search, of the repeats of its two best settings, and of the judges. No seed is in two of them. */
  readonly seeds: {
    readonly search: number;
    readonly repeat: readonly number[];
    readonly judge: readonly number[];
  };
  /**
   * Version of the committed targets to which trials are timed with a setting of its own; absent where they are not. The
   * targets stand in the problems' budgets.
   */
  readonly targets?: string;
  /** Whether the first judge of each setting runs again, measured from inside; absent where not. */
  readonly diagnostics?: true;
  /** Whether the loss is looked at between the first judges' solutions; absent where not. */
  readonly landscape?: true;
  /** The middle of each search's learning rates, by rule and problem. */
  readonly centres: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** How many other problems the centres of a rule come from: 0 where they are its default. */
  readonly priorProblems: Readonly<Record<string, number>>;
  /** Digest of the code that trains. */
  readonly code: string;
  /** Whether products were free to fuse multiplication and addition. */
  readonly multiplyAdd: "relaxed" | "strict";
  /** How convolutions are summed; absent in plans of before there was a choice: directly. */
  readonly convolution?: "auto" | "direct";
}

/**
 * The hash of a plan, which heads its report: whoever knows it before the run knows that nothing was changed after it.
 *
 * @category Protocol
 * @param plan The plan.
 * @returns SHA-256 of its canonical JSON (keys in order, no spaces), 64 hexadecimal digits.
 *
 * @example
 * ```ts
 * import { planDigest } from "@descent/board";
 * import { samplePlan } from "@descent/board/testing";
 * import { assertNotEquals } from "@std/assert";
 *
 * const plan = samplePlan();
 * assertNotEquals(await planDigest(plan), await planDigest({ ...plan, draws: plan.draws + 1 }));
 * ```
 */
export function planDigest(plan: BoardPlan): Promise<string> {
  return sha256(canonicalJson(plan));
}
