import { duration } from "./duration.ts";

/**
 * A trial that runs now.
 *
 * @category Output
 */
export interface RunningTrial {
  /** The trial in words: `"adam learningRate=0.001 seed 0"`. */
  readonly label: string;
  /** Epochs done; may be a fraction. */
  readonly epoch: number;
  /** Epochs to do. */
  readonly epochs: number;
  /** Its score at the last evaluation, as it is shown: `"97.31 %"`; empty before the first. */
  readonly score: string;
}

/**
 * How far an experiment is, at one moment.
 *
 * @category Output
 */
export interface ProgressSnapshot {
  /** Trials on disk, those of former runs among them. */
  readonly done: number;
  /** All trials of the experiment, as far as it is known. */
  readonly total: number;
  /** Those that run now, in the order of their slots. */
  readonly running: readonly RunningTrial[];
  /** Seconds to go, or `null` while there is nothing to tell by. */
  readonly secondsLeft: number | null;
}

/**
 * A trial that starts, as a tracker is told of it.
 *
 * @category Output
 */
export interface StartedTrial {
  /** The trial in words. */
  readonly label: string;
  /** Epochs to do. */
  readonly epochs: number;
  /** How long it takes in comparison with the others, in any unit. */
  readonly work: number;
}

/**
 * Keeps count of an experiment's trials and tells how long the rest will take.
 *
 * @category Output
 */
export interface ProgressTracker {
  /**
   * Says how many trials are known of.
   *
   * @param trials All trials of the experiment, done or not.
   * @param work Work of those that are still to run, in the unit of {@linkcode StartedTrial}.
   */
  expect(trials: number, work: number): void;
  /**
   * Counts trials that a former run did.
   *
   * @param trials How many.
   */
  reuse(trials: number): void;
  /**
   * Notes that a trial runs.
   *
   * @param slot Which of the workers runs it, from 0.
   * @param trial The trial.
   */
  start(slot: number, trial: StartedTrial): void;
  /**
   * Notes how far a trial is.
   *
   * @param slot Which of the workers runs it.
   * @param epoch Epochs done.
   * @param score Its score at the last evaluation, as it is shown.
   */
  advance(slot: number, epoch: number, score: string): void;
  /**
   * Notes that a trial is on disk.
   *
   * @param slot Which of the workers ran it.
   */
  finish(slot: number): void;
  /**
   * Tells the progress.
   *
   * @returns Where it stands now.
   */
  snapshot(): ProgressSnapshot;
  /**
   * Tells in words how long it took and how much former runs had done.
   *
   * @returns Such as `"48 trials in 12 s"`, or `"48 trials in 1 s, 48 of 48 reused"`.
   */
  summary(): string;
}

/**
 * A tracker of an experiment that begins now.
 *
 * @category Output
 * @param now Tells the time in milliseconds; default the clock.
 * @returns The tracker, at no trial.
 *
 * @example Half of the work in two seconds leaves two more
 * ```ts
 * import { progressTracker } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * let time = 0;
 * const tracker = progressTracker(() => time);
 * tracker.expect(2, 20);
 * tracker.start(0, { label: "adam", epochs: 1, work: 10 });
 * time = 2000;
 * tracker.finish(0);
 * assertEquals(tracker.snapshot().secondsLeft, 2);
 * ```
 */
export function progressTracker(now: () => number = () => performance.now()): ProgressTracker {
  const running = new Map<number, { trial: RunningTrial; work: number }>();
  let total = 0;
  let done = 0;
  let workLeft = 0;
  let workDone = 0;
  let reused = 0;
  let startedAt: number | undefined;
  const createdAt = now();

  return {
    expect(trials, work) {
      total = trials;
      workLeft = work;
    },
    reuse(trials) {
      done += trials;
      reused += trials;
    },
    start(slot, { label, epochs, work }) {
      startedAt ??= now();
      running.set(slot, { trial: { label, epoch: 0, epochs, score: "" }, work });
    },
    advance(slot, epoch, score) {
      const entry = running.get(slot);
      if (entry !== undefined) {
        running.set(slot, { ...entry, trial: { ...entry.trial, epoch, score } });
      }
    },
    finish(slot) {
      const work = running.get(slot)?.work ?? 0;
      running.delete(slot);
      done++;
      workDone += work;
      workLeft -= work;
    },
    snapshot() {
      const underWay = [...running.values()].reduce(
        (sum, { trial, work }) => sum + work * Math.min(1, trial.epoch / trial.epochs),
        0,
      );
      const behind = workDone + underWay;
      const seconds = startedAt === undefined ? 0 : (now() - startedAt) / 1000;
      return {
        done,
        total,
        running: [...running.entries()].sort(([a], [b]) => a - b).map(([, { trial }]) => trial),
        // More may have been done than was expected, and sums of work are rounded.
        secondsLeft: behind > 0 ? seconds * Math.max(0, workLeft - underWay) / behind : null,
      };
    },
    summary() {
      const took = duration((now() - createdAt) / 1000);
      const share = reused === 0 ? "" : `, ${reused} of ${done} reused`;
      return `${done} ${done === 1 ? "trial" : "trials"} in ${took}${share}`;
    },
  };
}
