import type { Run } from "@descent/reports";
import type { Trial } from "../trials/trial.ts";
import { wantedRun } from "../trials/wanted_run.ts";

/**
 * How a laboratory is to run trials.
 *
 * @category Experiments
 */
export interface LaboratoryRunOptions {
  /** How many more trials will be asked for, by `follow` or afterwards, so that the time left takes them in; default 0. */
  readonly furtherTrials?: number;
  /**
   * Hears of each trial that has ended, former ones among them, in an order that differs from run to run, and asks for more,
   * which begin while others still run.
   *
   * @param run The trial with its outcome.
   * @param place Its place in the order in which trials were asked for, from 0.
   * @returns The trials to run besides.
   */
  readonly follow?: (run: Run, place: number) => readonly Trial[];
}

/**
 * A trial with what a laboratory knows of it.
 *
 * @category Search
 */
export interface PlannedTrial {
  /** The trial. */
  readonly trial: Trial;
  /** The same for trials of which one may stand for the other. */
  readonly id: string;
}

/**
 * The trials that a laboratory was asked for, those that follow among them, and their outcomes: for authors of laboratories.
 *
 * @category Search
 */
export interface AskedTrials<Planned extends PlannedTrial> {
  /**
   * Takes in trials.
   *
   * @param trials The trials.
   * @returns Those that are to be run: none was asked for before.
   */
  ask(trials: readonly Trial[]): Promise<Planned[]>;
  /**
   * Takes in an outcome.
   *
   * @param id Which trial's.
   * @param run The trial with its outcome.
   * @returns The trials that follow and are to be run.
   */
  settle(id: string, run: Run): Promise<Planned[]>;
  /**
   * Gives the outcomes, once all are there.
   *
   * @returns The trials with their outcome, in the order in which they were asked for.
   */
  runs(): Run[];
}

/**
 * The trials that a laboratory is asked for in one call.
 *
 * @param plan Finds out what the laboratory must know of a trial.
 * @param follow Hears of outcomes, and asks for more trials; default none follow.
 * @returns The list, without any trial.
 * @category Search
 *
 * @example A trial that follows another one
 * ```ts
 * import { askedTrials } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const asked = askedTrials(
 *   (trial) => Promise.resolve({ trial, id: String(trial.seed) }),
 *   (_run, place) => place === 0 ? [sampleTrial({ seed: 2 })] : [],
 * );
 * await asked.ask([sampleTrial({ seed: 1 })]);
 * const [{ id }] = await asked.settle("1", sampleRun({ seed: 1 }));
 * assertEquals(id, "2");
 * ```
 */
export function askedTrials<Planned extends PlannedTrial>(
  plan: (trial: Trial) => Promise<Planned>,
  follow?: LaboratoryRunOptions["follow"],
): AskedTrials<Planned> {
  const trials: Trial[] = [];
  const ids: string[] = [];
  const places = new Map<string, number[]>();
  const outcomes = new Map<string, Run>();

  const outcomeAt = (place: number) => wantedRun(outcomes.get(ids[place])!, trials[place]);

  async function followedBy(own: readonly number[]): Promise<Planned[]> {
    if (follow === undefined) return [];
    const more = own.flatMap((place) => follow(outcomeAt(place), place));
    return more.length === 0 ? [] : await ask(more);
  }

  async function ask(more: readonly Trial[]): Promise<Planned[]> {
    // Before anything is waited for, as `follow` counts places.
    const first = trials.length;
    trials.push(...more);
    const planned = await Promise.all(more.map(plan));
    const known = planned.flatMap(({ id }, index) => {
      const place = first + index;
      ids[place] = id;
      places.set(id, [...places.get(id) ?? [], place]);
      return outcomes.has(id) ? [place] : [];
    });
    const fresh = planned.filter(({ id }, index) => places.get(id)![0] === first + index);
    return [...fresh, ...await followedBy(known)];
  }

  return {
    ask,
    settle(id, run) {
      outcomes.set(id, run);
      return followedBy(places.get(id)!);
    },
    runs: () => trials.map((_, place) => outcomeAt(place)),
  };
}
