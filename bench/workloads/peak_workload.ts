import { peakOperations, type PeakTask, type Workload } from "./task.ts";

const task: PeakTask = { kind: "peak", turns: 2000 };

/** The rate that shares of WebAssembly refer to: one thread's multiply-add units with nothing else to do. */
export const peakWorkload: Workload<PeakTask> = {
  name: "multiply-adds in registers, one thread",
  unit: "GFLOP/s",
  work: peakOperations(task) / 1e9,
  task,
};
