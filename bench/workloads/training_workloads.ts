import type { NetworkTask, TrainingTask, Workload } from "./task.ts";

const mlp: NetworkTask = { kind: "fullyConnected", hidden: [100] };
const convNet: NetworkTask = { kind: "convolutional", filters: 32, kernel: 7, hidden: 100 };

/**
 * Training steps.
 *
 * @param name What they are called.
 * @param task What is trained.
 * @returns The workload, in images/s.
 */
export function training(name: string, task: Omit<TrainingTask, "kind">): Workload<TrainingTask> {
  return { name, unit: "images/s", work: task.batchSize, task: { kind: "training", ...task } };
}

/** The training steps that libraries are compared by. */
export const trainingWorkloads: readonly Workload<TrainingTask>[] = [
  training("784-100-10, batch 128, momentum", {
    network: mlp,
    batchSize: 128,
    optimizer: "momentum",
  }),
  training("784-100-10, batch 128, Adam", { network: mlp, batchSize: 128, optimizer: "adam" }),
  training("conv net, batch 50, momentum", {
    network: convNet,
    batchSize: 50,
    optimizer: "momentum",
  }),
  training("conv net, batch 128, Adam", { network: convNet, batchSize: 128, optimizer: "adam" }),
];
