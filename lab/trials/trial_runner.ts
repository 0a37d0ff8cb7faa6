import { workerLife, type WorkerMessage } from "./_worker_message.ts";
import { trialAdvance } from "./trial_advance.ts";
import type {
  CheckpointFile,
  TrialAdvance,
  TrialEngineOptions,
  TrialReply,
  TrialRequest,
} from "./trial_request.ts";
import { failedOutcome, type TrialOutcome } from "./trial_outcome.ts";

/**
 * A worker that runs whole trials, one after another.
 *
 * @category Trials
 */
export interface TrialRunner extends Disposable {
  /**
   * Runs a trial; one at a time.
   *
   * @param request The trial and its data.
   * @param onAdvance Hears of every evaluation.
   * @param onCheckpoint Hears of every checkpoint, where the request asks for them.
   * @returns The outcome, also when the trial threw. It never settles once the runner is disposed of.
   */
  run(
    request: TrialRequest,
    onAdvance: (advance: TrialAdvance) => void,
    onCheckpoint?: (file: CheckpointFile) => void,
  ): Promise<TrialOutcome>;
  /**
   * Ends the trial that runs now, after its step: it has failed. Without one nothing happens.
   *
   * @param reason Why, in one sentence, for its outcome.
   */
  stop(reason: string): void;
}

/**
 * Options of {@linkcode trialRunner}.
 *
 * @category Trials
 */
export interface TrialRunnerOptions {
  /** Threads and matrix product of its trials; default one thread and wasm. */
  readonly engine?: TrialEngineOptions;
  /** Whether its worker gets ready before the first trial; default true. */
  readonly startsAtOnce?: boolean;
  /** The worker's module; default the one that trains. */
  readonly address?: string;
}

/** Milliseconds that an idle worker is given to end its threads; it takes one or two. */
const LONGEST_END = 5000;

/**
 * Starts a worker that runs trials. It gets ready while the caller does other things, or begins with its first trial.
 *
 * A worker that dies takes its own trial with it and no other: that trial has failed, and the next one
 * gets a new worker.
 *
 * @category Trials
 * @param options Engine of its trials, see {@linkcode TrialRunnerOptions}.
 * @returns The runner. Disposing of it ends the worker and the threads that it has started: at once, or
 * when the trial ends that it is training, of which nobody hears.
 *
 * @example
 * ```ts ignore
 * import { trialRunner } from "@descent/lab";
 * import { sampleData, sampleTrial } from "@descent/lab/testing";
 *
 * using runner = trialRunner({ engine: { threads: 2 } });
 * const data = await sampleData();
 * const outcome = await runner.run({ trial: sampleTrial(), data }, () => {});
 * console.log(outcome.status);
 * ```
 */
export function trialRunner(
  {
    engine = {},
    startsAtOnce = true,
    address = new URL("./_trial_worker.ts", import.meta.url).href,
  }: TrialRunnerOptions = {},
): TrialRunner {
  const { threads = 1 } = engine;
  let fail: ((reason: string) => void) | undefined;
  let alive = false;
  let life: Int32Array;
  let worker: Worker | undefined;
  let stopped: string | undefined;
  if (startsAtOnce) worker = start();

  function start(): Worker {
    const started = new Worker(address, { type: "module" });
    alive = true;
    life = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    started.onerror = (event) => {
      // Unhandled, it would end the whole program.
      event.preventDefault();
      started.terminate();
      alive = false;
      fail?.(event.message);
    };
    started.postMessage({ engine, life } satisfies WorkerMessage);
    return started;
  }

  /** A trial that came to its end before it heard of being stopped keeps its outcome. */
  function endOf(outcome: TrialOutcome, startedAt: Date): TrialOutcome {
    return stopped !== undefined && outcome.status === "failed"
      ? failedOutcome(stopped, startedAt)
      : outcome;
  }

  return {
    run(request, onAdvance, onCheckpoint) {
      const startedAt = new Date();
      const running = worker = alive ? worker! : start();
      Atomics.store(life, 0, workerLife.training);
      stopped = undefined;
      return new Promise((resolve) => {
        fail = (reason) => resolve(failedOutcome(reason, startedAt));
        running.onmessage = ({ data }: MessageEvent<TrialReply>) => {
          if ("advance" in data) onAdvance(trialAdvance(request.trial, data.advance));
          else if ("checkpoint" in data) onCheckpoint?.(data.checkpoint);
          else resolve(endOf(data.outcome, startedAt));
        };
        running.postMessage(request satisfies WorkerMessage);
      });
    },
    stop(reason) {
      if (!alive) return;
      const { training, stopping } = workerLife;
      if (Atomics.compareExchange(life, 0, training, stopping) === training) stopped = reason;
    },
    [Symbol.dispose]() {
      if (worker === undefined) return;
      worker.onmessage = null;
      if (alive && threads > 1) {
        // Only the worker can end its threads: `terminate` would leave them asleep for as long as the program runs.
        worker.postMessage("end" satisfies WorkerMessage);
        const { idle, training, stopping } = workerLife;
        const state = Atomics.load(life, 0);
        // One that trains hears it when its trial has ended, and then closes itself.
        if (state === training || state === stopping) return;
        Atomics.wait(life, 0, idle, LONGEST_END);
      }
      worker.terminate();
    },
  };
}
