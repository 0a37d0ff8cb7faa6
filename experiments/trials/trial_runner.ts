import type { TrialAdvance, TrialReply, TrialRequest } from "./trial_request.ts";
import { failedOutcome, type TrialOutcome } from "./trial_outcome.ts";

/** A worker that runs whole trials, one after another. */
export interface TrialRunner extends Disposable {
  /**
   * Runs a trial; one at a time.
   *
   * @param request The trial and its data.
   * @param onAdvance Hears of every evaluation.
   * @returns What came out, also when the trial threw. It never settles once the runner is disposed of.
   */
  run(request: TrialRequest, onAdvance: (advance: TrialAdvance) => void): Promise<TrialOutcome>;
}

/**
 * Starts a worker that runs trials. It gets ready while the caller does other things.
 *
 * A worker that dies takes its own trial with it and no other: that trial has failed, and the next one
 * gets a new worker.
 *
 * @param address The worker's module; default the one that trains.
 * @returns The runner; disposing of it ends the worker at once.
 *
 * @example
 * ```ts ignore
 * import { shareDataset, trialRunner } from "@descent/experiments";
 * import { sampleDataset, sampleTrial } from "@descent/experiments/testing";
 *
 * using runner = trialRunner();
 * const dataset = await shareDataset(sampleDataset());
 * const outcome = await runner.run({ trial: sampleTrial(), dataset }, () => {});
 * console.log(outcome.status);
 * ```
 */
export function trialRunner(
  address: string = new URL("./_trial_worker.ts", import.meta.url).href,
): TrialRunner {
  let fail: ((reason: string) => void) | undefined;
  let alive = false;
  let worker = start();

  function start(): Worker {
    const started = new Worker(address, { type: "module" });
    alive = true;
    started.onerror = (event) => {
      // Unhandled, it would end the whole program.
      event.preventDefault();
      started.terminate();
      alive = false;
      fail?.(event.message);
    };
    return started;
  }

  return {
    run(request, onAdvance) {
      const startedAt = new Date();
      if (!alive) worker = start();
      return new Promise((resolve) => {
        fail = (reason) => resolve(failedOutcome(reason, startedAt));
        worker.onmessage = ({ data }: MessageEvent<TrialReply>) => {
          if ("advance" in data) onAdvance(data.advance);
          else resolve(data.outcome);
        };
        worker.postMessage(request);
      });
    },
    [Symbol.dispose]() {
      worker.terminate();
    },
  };
}
