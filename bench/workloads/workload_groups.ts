import { layerWorkloads } from "./layer_workloads.ts";
import { matmulWorkloads } from "./matmul_workloads.ts";
import { networkWorkloads } from "./network_workloads.ts";
import { peakWorkload } from "./peak_workload.ts";
import { sequenceWorkloads } from "./sequence_workloads.ts";
import type { Workload, WorkloadGroup } from "./task.ts";
import { trainingWorkloads } from "./training_workloads.ts";

const gatherWorkload: Workload = {
  name: "batch of 128 images from bytes, gathered and scaled",
  unit: "images/s",
  work: 128,
  task: { kind: "gather", batchSize: 128 },
};

/** Everything that is timed side by side, under the names of the flag `--parts`. */
export const workloadGroups: readonly WorkloadGroup[] = [
  {
    part: "kernels",
    title: "Kernels",
    compared: false,
    workloads: [peakWorkload, gatherWorkload],
  },
  { part: "products", title: "Matrix products", compared: true, workloads: matmulWorkloads },
  { part: "layers", title: "Layers", compared: false, workloads: layerWorkloads() },
  { part: "training", title: "Training steps", compared: true, workloads: trainingWorkloads },
  { part: "networks", title: "Networks", compared: true, workloads: networkWorkloads },
  { part: "sequences", title: "Language models", compared: true, workloads: sequenceWorkloads },
];
