import { TaskError } from "@descent/cli";
import type { Run } from "@descent/reports";
import type { Trial } from "../trials/trial.ts";
import { failedOutcome, type TrialOutcome } from "../trials/trial_outcome.ts";

/**
 * A part of a run that is done apart, such as on another machine.
 *
 * @category Flags
 */
export interface Shard {
  /** Which part, from 1. */
  readonly index: number;
  /** Of how many. */
  readonly count: number;
  /** Whether all trials on one problem belong to the same part, as where some rest on several optimizers; default false. */
  readonly keepsProblems?: boolean;
}

/** The error of trials that other parts run. It is never written: records say how a trial went. */
const ELSEWHERE = "left to another part of the run";

/**
 * The part of a run that a text asks for.
 *
 * @category Flags
 * @param text Such as `2/4`.
 * @returns The part.
 * @throws {TaskError} When it is none.
 *
 * @example
 * ```ts
 * import { parseShard } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseShard("2/4"), { index: 2, count: 4 });
 * ```
 */
export function parseShard(text: string): Shard {
  const [index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.slice(1).map(Number) ?? [];
  if (index >= 1 && index <= count) return { index, count };
  throw new TaskError(
    `--shard: expected a part such as 1/4, from 1/4 to 4/4, got '${text}'; give its number and that of all parts`,
  );
}

/**
 * Tells which trials belong to a part. All of one optimizer on one problem belong to the same, as what a search finds
 * decides what comes next; the pairs, or the problems where they are kept whole, go round, in the order in which they come.
 *
 * @category Flags
 * @param shard The part.
 * @returns A function of a trial, to be asked of each in the order of the run.
 *
 * @example
 * ```ts
 * import { shardMembership } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const isOwn = shardMembership({ index: 1, count: 2 });
 * const [adam, sgd] = ["adam", "sgd"].map((name) => sampleTrial({ optimizer: { name, title: name } }));
 * assertEquals([adam, sgd, adam].map(isOwn), [true, false, true]);
 * ```
 */
export function shardMembership(
  { index, count, keepsProblems = false }: Shard,
): (trial: Trial) => boolean {
  const numbers = new Map<string, number>();
  return ({ problem, optimizer }) => {
    const key = JSON.stringify([problem.name, keepsProblems ? "" : optimizer.name]);
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, number = numbers.size);
    return number % count === index - 1;
  };
}

/**
 * The outcome that stands for a trial of another part: one that failed, of which nothing follows.
 *
 * @category Flags
 * @returns The outcome.
 *
 * @example
 * ```ts
 * import { elsewhereOutcome } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(elsewhereOutcome().status, "failed");
 * ```
 */
export function elsewhereOutcome(): TrialOutcome {
  return failedOutcome(ELSEWHERE, new Date(0));
}

/**
 * Whether a run only stands for a trial of another part.
 *
 * @category Flags
 * @param run The run.
 * @returns Whether it does.
 *
 * @example
 * ```ts
 * import { isElsewhere } from "@descent/lab";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(isElsewhere(sampleRun()), false);
 * ```
 */
export function isElsewhere({ record: { error } }: Run): boolean {
  return error === ELSEWHERE;
}
