/**
 * A worker that runs trials: one engine, and the data of the last trial kept for the next.
 *
 * @module
 */
import { type Arena, createEngine, type Engine } from "@descent/core";
import { workerLife, type WorkerMessage, type WorkerStart } from "./_worker_message.ts";
import { type DatasetTensors, datasetTensors } from "./dataset_tensors.ts";
import { runTrial } from "./run_trial.ts";
import type { SharedDataset } from "./shared_dataset.ts";
import type { TrialReply, TrialRequest } from "./trial_request.ts";

const scope = self as unknown as {
  onmessage: (event: MessageEvent<WorkerMessage>) => Promise<void>;
  onerror: () => void;
  onunhandledrejection: () => void;
  postMessage(reply: TrialReply): void;
  close(): void;
};

let engine: Engine;
let life: Int32Array;
let kept: { digest: string; arena: Arena; tensors: DatasetTensors } | undefined;

scope.onmessage = async ({ data }) => {
  if (data === "end") {
    endThreads();
    scope.close();
  } else if ("trial" in data) await run(data);
  else start(data);
};
// What nobody catches ends this worker.
scope.onerror = scope.onunhandledrejection = endThreads;

function start(data: WorkerStart): void {
  life = data.life;
  engine = createEngine(data.engine);
}

async function run({ trial, dataset }: TrialRequest): Promise<void> {
  const outcome = await runTrial({
    trial,
    dataset,
    tensors: tensorsOf(dataset),
    engine,
    onEvaluation: ({ epoch, validationAccuracy }) =>
      scope.postMessage({ advance: { epoch, validationAccuracy } }),
  });
  // Set before the outcome is posted, upon which the runner may ask for the next trial.
  Atomics.store(life, 0, workerLife.idle);
  scope.postMessage({ outcome });
}

/** A thread outlives the worker that has started it, asleep, unless it is told to end. */
function endThreads(): void {
  engine?.[Symbol.dispose]();
  Atomics.store(life, 0, workerLife.ended);
  Atomics.notify(life, 0);
}

function tensorsOf(dataset: SharedDataset): DatasetTensors {
  if (kept?.digest !== dataset.digest) {
    kept?.arena.dispose();
    const arena = engine.arena();
    kept = { digest: dataset.digest, arena, tensors: datasetTensors(arena, dataset) };
  }
  return kept!.tensors;
}
