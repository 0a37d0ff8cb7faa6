import { training } from "./training_workloads.ts";
import type { TrainingTask, Workload } from "./task.ts";

/** Workloads that differ in one number. */
export interface Curve {
  /** The trained network. */
  readonly title: string;
  /** The quantity that varies. */
  readonly x: string;
  readonly points: readonly { readonly x: number; readonly workload: Workload<TrainingTask> }[];
}

/**
 * The curves of training time.
 *
 * @param quick Whether two points of each are enough.
 * @returns Against batch size, width, depth and kernel size.
 */
export function curves(quick: boolean): Curve[] {
  const curve = (
    title: string,
    x: string,
    values: readonly number[],
    task: (value: number) => Omit<TrainingTask, "kind">,
  ): Curve => ({
    title,
    x,
    points: (quick ? [values[0], values[values.length >> 1]] : values).map((value) => ({
      x: value,
      workload: training(`${x.toLowerCase()} ${value}`, task(value)),
    })),
  });
  const fullyConnected = (hidden: number[], batchSize = 128): Omit<TrainingTask, "kind"> => ({
    network: { kind: "fullyConnected", hidden },
    batchSize,
    optimizer: "adam",
  });
  return [
    curve(
      "784-100-10, Adam",
      "Batch size",
      [8, 16, 32, 64, 128, 256, 512, 1024],
      (batchSize) => fullyConnected([100], batchSize),
    ),
    curve(
      "784-width-10, batch 128, Adam",
      "Width",
      [16, 32, 64, 128, 256, 512, 1024],
      (width) => fullyConnected([width]),
    ),
    curve(
      "784 - 100 for each hidden layer - 10, batch 128, Adam",
      "Hidden layers",
      [1, 2, 3, 4, 6, 8],
      (depth) => fullyConnected(new Array(depth).fill(100)),
    ),
    curve(
      "Conv net of 32 filters, batch 128, Adam",
      "Kernel size",
      [3, 5, 7, 9, 11],
      (kernel) => ({
        network: { kind: "convolutional", filters: 32, kernel, hidden: 100 },
        batchSize: 128,
        optimizer: "adam",
      }),
    ),
  ];
}
