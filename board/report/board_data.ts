import type { BoardAnalysis } from "../analysis/analyze_board.ts";
import type { BoardPlan } from "../protocol/board_plan.ts";
import type { BoardTrial } from "../trials/board_trial.ts";

/**
 * Everything that a report is made from.
 *
 * @category Report
 */
export interface BoardData {
  /** The plan. */
  readonly plan: BoardPlan;
  /** Its hash. */
  readonly hash: string;
  /** Hash of the trials' table: equal tables are equal runs. */
  readonly tables: string;
  /** The trials. */
  readonly trials: readonly BoardTrial[];
  /** The results that follow from them. */
  readonly analysis: BoardAnalysis;
  /** A step's time over that of the reference, by rule: by the clock, and no part of the tables' hash. */
  readonly stepCosts: Readonly<Record<string, number>>;
  /** Seconds of processor time of a gradient evaluation, by rule and problem; absent where they were not measured. */
  readonly costs?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** The part of an earlier run that the rules were put beside; absent where all ran now. */
  readonly against?: {
    /** How many judges it has. */
    readonly judges: number;
    /** Its problems that are left out, and why. */
    readonly leftOut: readonly { readonly problem: string; readonly reason: string }[];
    /** Whether another version of the code that trains made it. */
    readonly isOtherCode: boolean;
  };
  /** The rules that ran now, where the others are of an earlier run; absent where all did. */
  readonly contenders?: readonly string[];
}

/**
 * Titles by name.
 *
 * @category Report
 */
export interface BoardTitles {
  /** A rule's. */
  readonly rule: (name: string) => string;
  /** A problem's. */
  readonly problem: (name: string) => string;
}

/**
 * Titles of a plan's rules and problems by their names.
 *
 * @category Report
 * @param plan The plan.
 * @returns The titles.
 *
 * @example
 * ```ts
 * import { boardTitles } from "@descent/board";
 * import { samplePlan } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(boardTitles(samplePlan()).rule("adamw"), "AdamW");
 * ```
 */
export function boardTitles({ rules, problems }: BoardPlan): BoardTitles {
  const ruleTitles = new Map(rules.map(({ name, title }) => [name, title]));
  const problemTitles = new Map(problems.map(({ choice, title }) => [choice.name, title]));
  return {
    rule: (name) => ruleTitles.get(name) ?? name,
    problem: (name) => problemTitles.get(name) ?? name,
  };
}
