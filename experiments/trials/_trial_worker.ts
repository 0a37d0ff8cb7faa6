/**
 * A worker that runs trials: one engine of one thread, and the data of the last trial kept for the next.
 *
 * @module
 */
import { type Arena, createEngine } from "@descent/core";
import { type DatasetTensors, datasetTensors } from "./dataset_tensors.ts";
import { runTrial } from "./run_trial.ts";
import type { SharedDataset } from "./shared_dataset.ts";
import type { TrialReply, TrialRequest } from "./trial_request.ts";

const scope = self as unknown as {
  onmessage: (event: MessageEvent<TrialRequest>) => Promise<void>;
  postMessage(reply: TrialReply): void;
};

const engine = createEngine();
let kept: { digest: string; arena: Arena; tensors: DatasetTensors } | undefined;

scope.onmessage = async ({ data: { trial, dataset } }) => {
  const outcome = await runTrial({
    trial,
    dataset,
    tensors: tensorsOf(dataset),
    engine,
    onEvaluation: ({ epoch, validationAccuracy }) =>
      scope.postMessage({ advance: { epoch, validationAccuracy } }),
  });
  scope.postMessage({ outcome });
};

function tensorsOf(dataset: SharedDataset): DatasetTensors {
  if (kept?.digest !== dataset.digest) {
    kept?.arena.dispose();
    const arena = engine.arena();
    kept = { digest: dataset.digest, arena, tensors: datasetTensors(arena, dataset) };
  }
  return kept!.tensors;
}
