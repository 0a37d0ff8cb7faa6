/**
 * A worker that runs trials, all on one engine.
 *
 * @module
 */
import { createEngine, type Engine } from "@descent/core";
import type { Scores } from "@descent/reports/metric";
import { workerLife, type WorkerMessage, type WorkerStart } from "./_worker_message.ts";
import { runTrial } from "./run_trial.ts";
import { failedOutcome, type TrialOutcome } from "./trial_outcome.ts";
import type { TrialReply, TrialRequest } from "./trial_request.ts";

const scope = self as unknown as {
  onmessage: (event: MessageEvent<WorkerMessage>) => Promise<void>;
  onerror: () => void;
  onunhandledrejection: () => void;
  postMessage(reply: TrialReply, transfer?: Transferable[]): void;
  close(): void;
};

let engine: Engine | undefined;
/** Of this worker's trials, whose data are those of their options. */
const untrained = new Map<string, Scores>();
/** Why there is no engine. */
let failure: unknown;
let life: Int32Array;

scope.onmessage = async ({ data }) => {
  if (data === "end") {
    endThreads();
    scope.close();
  } else if ("trial" in data) await run(data);
  else start(data);
};
// An uncaught error ends this worker.
scope.onerror = scope.onunhandledrejection = endThreads;

function start(data: WorkerStart): void {
  life = data.life;
  try {
    engine = createEngine(data.engine);
  } catch (error) {
    failure = error;
  }
}

async function run(request: TrialRequest): Promise<void> {
  const outcome = engine === undefined
    ? failedOutcome(failure, new Date())
    : await outcomeOf(request, engine);
  // Set before the outcome is posted, upon which the runner may ask for the next trial.
  Atomics.store(life, 0, workerLife.idle);
  scope.postMessage({ outcome });
}

async function outcomeOf(
  request: TrialRequest,
  engine: Engine,
): Promise<TrialOutcome> {
  return await runTrial({
    ...request,
    engine,
    untrained,
    onStep: () => {
      if (Atomics.load(life, 0) === workerLife.stopping) throw new Error("stopped");
    },
    onEvaluation: (row) => scope.postMessage({ advance: row }),
    onCheckpoint: (file) => {
      scope.postMessage({ checkpoint: file }, [file.bytes.buffer as ArrayBuffer]);
    },
  });
}

/** A thread outlives the worker that has started it, asleep, unless it is told to end. */
function endThreads(): void {
  engine?.[Symbol.dispose]();
  Atomics.store(life, 0, workerLife.ended);
  Atomics.notify(life, 0);
}
