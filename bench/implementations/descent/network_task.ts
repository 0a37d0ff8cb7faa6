import type { Engine } from "@descent/core";
import { binaryCrossEntropy, softmaxCrossEntropy } from "@descent/layers";
import type { NetworkTrainingTask } from "../../workloads/task.ts";
import { trainedLayer } from "../../workloads/trained_layer.ts";
import type { OpenTask } from "../program.ts";
import { openNetwork } from "./open_network.ts";

/**
 * Training steps of Descent's networks by name.
 *
 * @param engine Where they run.
 * @param task What is trained.
 * @returns The task, ready to run.
 */
export function openNetworkTask(engine: Engine, task: NetworkTrainingTask): OpenTask {
  const { batchSize, optimizer } = task, reconstructs = task.network === "autoencoder";
  return openNetwork(engine, {
    ...trainedLayer(task),
    ...{ batchSize, optimizer, reconstructs },
    loss: reconstructs ? binaryCrossEntropy() : softmaxCrossEntropy(),
  });
}
