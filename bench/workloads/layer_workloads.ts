import type { Shape } from "@descent/core";
import {
  affine,
  batchNorm,
  conv2d,
  dropout,
  type Layer,
  layerNorm,
  maxPool2d,
  relu,
  sigmoid,
} from "@descent/layers";
import type { LayerTask, Workload } from "./task.ts";

/** A layer to time on its own. */
export interface TimedLayer {
  readonly layer: Layer;
  /** Shape of a batch. */
  readonly input: Shape;
}

/** The timed layers by their names; batches are those of the training steps. */
export const timedLayers: ReadonlyMap<string, TimedLayer> = new Map([
  ["affine 784 to 100", { layer: affine({ units: 100 }), input: [128, 784] }],
  ["affine 6272 to 100", { layer: affine({ units: 100 }), input: [128, 6272] }],
  ["relu on 100", { layer: relu(), input: [128, 100] }],
  ["relu on 32 x 28 x 28", { layer: relu(), input: [128, 32, 28, 28] }],
  ["sigmoid on 100", { layer: sigmoid(), input: [128, 100] }],
  ["dropout on 100", { layer: dropout({ rate: 0.5 }), input: [128, 100] }],
  [
    "conv2d of 32 filters 7 x 7 on 1 x 28 x 28",
    { layer: conv2d({ filters: 32, kernel: 7, padding: "same" }), input: [128, 1, 28, 28] },
  ],
  ...[[16, 32], [32, 14], [32, 16], [64, 8]].map(([filters, side]): [string, TimedLayer] => [
    `conv2d of ${filters} filters 3 x 3 on ${filters} x ${side} x ${side}`,
    {
      layer: conv2d({ filters, kernel: 3, padding: "same" }),
      input: [128, filters, side, side],
    },
  ]),
  ["maxPool2d 2 x 2 on 32 x 28 x 28", {
    layer: maxPool2d({ kernel: 2 }),
    input: [128, 32, 28, 28],
  }],
  ["batchNorm on 32 x 14 x 14", { layer: batchNorm(), input: [128, 32, 14, 14] }],
  ["layerNorm on 100", { layer: layerNorm(), input: [128, 100] }],
]);

/**
 * Forward and backward of each timed layer.
 *
 * @returns The workloads, in images/s.
 */
export function layerWorkloads(): Workload<LayerTask>[] {
  return [...timedLayers].flatMap(([layer, { input }]) =>
    (["forward", "backward"] as const).map((pass) => ({
      name: `${layer}, ${pass}`,
      unit: "images/s",
      work: input[0],
      task: { kind: "layer", layer, pass },
    }))
  );
}
