import { blockChannels, type ImageLayout, type Shape, type Tensor } from "@descent/core";
import type { LayerObserver, Pass } from "@descent/layers";

/**
 * The outputs of a layer for a minibatch, summarized.
 *
 * @category Training
 */
export interface ActivationStatistics {
  /** The 5 %, 50 % and 95 % quantiles of all outputs. */
  readonly quantiles: readonly [low: number, middle: number, high: number];
  /** Share of units that are 0 for every example and place; `null` where an output is negative, as no unit is rectified then. */
  readonly deadUnits: number | null;
}

/**
 * Hears what layers give while they run forward.
 *
 * @category Training
 */
export interface ActivationRecorder {
  /** To build the network with. */
  readonly observer: LayerObserver;
  /**
   * Summarizes the outputs of each layer while something runs the network forward.
   *
   * @param forward Runs it.
   * @returns Statistics by the layer's path.
   */
  record(forward: () => void): ReadonlyMap<string, ActivationStatistics>;
}

/** Quantiles of more outputs are those of so many of them, evenly taken. */
const MOST_SAMPLED = 4096;

/**
 * Makes a recorder of activations. It costs two calls a layer and pass while nothing is recorded.
 *
 * @category Training
 * @returns The recorder.
 *
 * @example
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { activationRecorder } from "@descent/lab";
 * import { buildNetwork, relu, softmaxCrossEntropy } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const { observer, record } = activationRecorder();
 * using engine = createEngine();
 * using network = buildNetwork({
 *   layer: relu({ name: "gate" }),
 *   input: [1, 2],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 *   engine,
 *   observer,
 * });
 * const { arena } = network;
 * const inputs = arena.from([1, -1], [1, 2]), targets = arena.from([0], [1], "i32");
 * const recorded = record(() => void network.gradients(inputs, targets));
 * assertEquals(recorded.get("gate")!.deadUnits, 0.5);
 * ```
 */
export function activationRecorder(): ActivationRecorder {
  const paths: string[] = [];
  let recorded: Map<string, ActivationStatistics> | null = null;
  return {
    observer: {
      enter: (path: string, pass: Pass) => void paths.push(pass === "forward" ? path : ""),
      leave: (output?: Tensor, layout?: ImageLayout) => {
        const path = paths.pop()!;
        if (recorded === null || output === undefined || path === "") return;
        recorded.set(path, statisticsOf(output.data, output.shape, layout));
      },
    },
    record(forward) {
      recorded = new Map();
      try {
        forward();
        return recorded;
      } finally {
        recorded = null;
      }
    },
  };
}

function statisticsOf(
  data: ArrayLike<number>,
  shape: Shape,
  layout: ImageLayout = "planes",
): ActivationStatistics {
  const count = shape.reduce((product, extent) => product * extent, 1);
  const stride = Math.ceil(count / MOST_SAMPLED);
  const sample = Float64Array.from(
    { length: Math.ceil(count / stride) },
    (_, index) => data[index * stride],
  ).sort();
  const at = (share: number): number => sample[Math.round(share * (sample.length - 1))];
  return {
    quantiles: [at(0.05), at(0.5), at(0.95)],
    deadUnits: deadUnits(data, shape, count, layout),
  };
}

/** Units are the features of [N, D] and [N, T, D], and the channels of [N, C, H, W]. */
function deadUnits(
  data: ArrayLike<number>,
  shape: Shape,
  count: number,
  layout: ImageLayout,
): number | null {
  const axis = shape.length === 3 ? 2 : 1;
  if (shape.length < 2) return null;
  const units = shape[axis];
  const inner = shape.slice(axis + 1).reduce((product, extent) => product * extent, 1);
  const lives = new Uint8Array(units);
  const unitAt = layout === "planes"
    ? (index: number) => Math.floor(index / inner) % units
    : (index: number) =>
      Math.floor(index / (inner * blockChannels)) * blockChannels % units + index % blockChannels;
  for (let index = 0; index < count; index++) {
    if (data[index] < 0) return null;
    if (data[index] !== 0) lives[unitAt(index)] = 1;
  }
  return lives.reduce((dead, alive) => dead + 1 - alive, 0) / units;
}
