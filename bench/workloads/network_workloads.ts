import type { NetworkTrainingTask, Workload } from "./task.ts";

/** The networks that libraries are compared by. */
export const networkWorkloads: readonly Workload<NetworkTrainingTask>[] = [
  network("wide MLP 3072-2048-2048-10, batch 128, momentum", {
    network: "wideMlp",
    batchSize: 128,
  }),
  network("ResNet-8 on 3x32x32, batch 128, momentum", { network: "resnet8", batchSize: 128 }),
  network("depthwise-separable net on 3x32x32, batch 64, momentum", {
    network: "separable",
    batchSize: 64,
  }),
  network("LeNet-5, batch 64, Adam", { network: "lenet5", batchSize: 64, optimizer: "adam" }),
  network("autoencoder 784-128-64-16, batch 128, Adam", {
    network: "autoencoder",
    batchSize: 128,
    optimizer: "adam",
  }),
];

function network(
  name: string,
  task: Pick<NetworkTrainingTask, "network" | "batchSize"> & Partial<NetworkTrainingTask>,
): Workload<NetworkTrainingTask> {
  return {
    name,
    unit: "images/s",
    work: task.batchSize,
    task: { kind: "network", optimizer: "momentum", ...task },
  };
}
