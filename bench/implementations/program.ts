import type { Task } from "../workloads/task.ts";
import { learnedShare, learningSteps } from "../workloads/verdict.ts";

/** A library that competes, inside its own process. */
export interface Program {
  /** Name, version and setup. */
  readonly about: string;
  /**
   * Gets ready for a task.
   *
   * @param task What to do.
   * @returns The task, ready to run.
   * @throws {Error} When the library cannot do it; the message says why in a few words.
   */
  open(task: Task): OpenTask | Promise<OpenTask>;
}

/** A task, ready to run. */
export interface OpenTask {
  /** One call; its result is complete when it returns, or when its promise resolves. */
  run(): void | Promise<void>;
  /**
   * Shows that it computes what it should.
   *
   * @returns What `verdict` judges.
   */
  check(): readonly number[] | Promise<readonly number[]>;
  /** Gives back what the task holds. */
  close(): void;
}

/** Milliseconds in which a training must have shown that it learns. */
const longestCheck = 30_000;

/**
 * A task that trains.
 *
 * @param step One step; gives the loss before it.
 * @param close Gives back what it holds.
 * @param now The clock, in milliseconds; default `performance.now`.
 * @returns The task; its check trains until the loss has fallen enough, and reports the first and the last. It throws
 * where half a minute of steps does not show that.
 */
export function trainingTask(
  step: () => number | Promise<number>,
  close: () => void,
  now: () => number = () => performance.now(),
): OpenTask {
  return {
    run() {
      const loss = step();
      return typeof loss === "number" ? undefined : loss.then(() => {});
    },
    async check() {
      const start = now();
      const first = await step();
      let last = first;
      for (let i = 1; i < learningSteps && !(last <= learnedShare * first); i++) {
        if (now() - start > longestCheck) {
          throw new Error(
            `too slow to show that it learns: ${i} steps in ${longestCheck / 1000} s`,
          );
        }
        last = await step();
      }
      return [first, last];
    },
    close,
  };
}
