import type { Engine } from "@descent/core";
import { softmaxCrossEntropy } from "@descent/layers";
import type { TrainingTask } from "../../workloads/task.ts";
import { trainedLayer } from "../../workloads/trained_layer.ts";
import type { OpenTask } from "../program.ts";
import { openNetwork } from "./open_network.ts";

/**
 * Training steps of Descent.
 *
 * @param engine Where they run.
 * @param task What is trained.
 * @returns The task, ready to run.
 */
export function openTraining(engine: Engine, task: TrainingTask): OpenTask {
  const { batchSize, optimizer } = task;
  const loss = softmaxCrossEntropy();
  return openNetwork(engine, { ...trainedLayer(task), batchSize, optimizer, loss });
}
