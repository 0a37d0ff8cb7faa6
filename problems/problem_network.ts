import type { Engine, RandomStream } from "@descent/core";
import type { Dataset } from "@descent/data";
import {
  buildNetwork,
  fullyConnectedNet,
  glorotNormal,
  heNormal,
  type Initializer,
  l2Penalty,
  type Layer,
  type LayerObserver,
  type Network,
  normal,
  pad2d,
  parallel,
  relu,
  sequential,
  sigmoid,
  smallResidualNet,
  softmaxCrossEntropy,
  threeLayerConvNet,
} from "@descent/layers";
import type {
  FullyConnectedChoice,
  NetworkChoice,
  SmallResidualChoice,
  WeightChoice,
} from "./network_choice.ts";
import type { Problem } from "./problem.ts";

/** What {@linkcode problemNetwork} builds with. */
export interface ProblemNetworkOptions {
  /** The problem. */
  readonly problem: Problem;
  /** Its data: shape of an image and number of classes. */
  readonly dataset: Pick<Dataset, "imageShape" | "classes">;
  /** Where the network lives. */
  readonly engine: Engine;
  /** The stream that the first weights are drawn from. */
  readonly random: RandomStream;
  /** Hears when layers run; default nobody. */
  readonly observer?: LayerObserver | undefined;
}

/**
 * Builds the network of a problem for batches of its size.
 *
 * @param options The problem, its data and where to build, see {@linkcode ProblemNetworkOptions}.
 * @returns The network; release it with `using` or `Symbol.dispose`.
 *
 * @example
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { problemNetwork, twoLayer } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using network = problemNetwork({
 *   problem: twoLayer({ dataset: "digits" }),
 *   dataset: { imageShape: [1, 28, 28], classes: 10 },
 *   engine,
 *   random: randomStream({ seed: 1 }),
 * });
 * assertEquals(network.output, [128, 10]);
 * ```
 */
export function problemNetwork(
  { problem, dataset, engine, random, observer }: ProblemNetworkOptions,
): Network {
  const { network, batchSize, l2Strength, dtype } = problem;
  return buildNetwork({
    layer: networkLayer(network, dataset.classes),
    input: [batchSize, ...dataset.imageShape],
    loss: softmaxCrossEntropy(),
    penalty: l2Strength === undefined ? undefined : l2Penalty({ strength: l2Strength }),
    random,
    dtype,
    engine,
    observer,
  });
}

function networkLayer(choice: NetworkChoice, classes: number): Layer {
  const weight = initializer(choice.weight ?? { kind: "he" });
  switch (choice.kind) {
    case "fully-connected":
      return fullyConnectedNet({ ...choice, activation: activation(choice), classes, weight });
    case "three-layer-conv":
      return threeLayerConvNet({ ...choice, classes, weight });
    case "small-residual":
      return sequential([
        ...imageLayers(choice),
        smallResidualNet({ ...choice, classes, weight }),
      ]);
  }
}

/** What an image goes through before the network: a frame of zeros, and its channels as often as chosen. */
function imageLayers({ padding = 0, channelCopies = 1 }: SmallResidualChoice): Layer[] {
  const copies = Array.from({ length: channelCopies }, () => sequential([]));
  return [
    ...padding === 0 ? [] : [pad2d({ padding, name: "frame" })],
    ...channelCopies === 1 ? [] : [parallel(copies, { name: "colours" })],
  ];
}

function activation({ activation = "relu" }: FullyConnectedChoice): Layer {
  switch (activation) {
    case "relu":
      return relu();
    case "sigmoid":
      return sigmoid();
  }
}

function initializer(choice: WeightChoice): Initializer {
  switch (choice.kind) {
    case "normal":
      return normal(choice);
    case "he":
      return heNormal();
    case "glorot":
      return glorotNormal();
  }
}

/**
 * A problem's network in words, for reports.
 *
 * @param problem The problem.
 * @param dataset Its data.
 * @returns Units of all layers, `"784-100-10"`, and what else was chosen; or what each layer is: `"32 filters 7x7, 2x2 max pool, 100-10"`.
 *
 * @example
 * ```ts
 * import { networkText, twoLayer } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const dataset = { imageShape: [1, 28, 28], classes: 10 } as const;
 * assertEquals(networkText(twoLayer({ dataset: "digits" }), dataset), "784-100-10");
 * ```
 */
export function networkText(
  { network }: Problem,
  { imageShape, classes }: Pick<Dataset, "imageShape" | "classes">,
): string {
  const pixels = imageShape.reduce((product, extent) => product * extent, 1);
  switch (network.kind) {
    case "fully-connected":
      return [
        [pixels, ...network.hidden, classes].join("-"),
        ...network.activation === undefined ? [] : [network.activation],
        ...network.normalization === undefined ? [] : ["batch norm"],
        ...network.residual ? ["residual"] : [],
      ].join(", ");
    case "three-layer-conv": {
      const { filters, filterSize, hidden } = network;
      return `${filters} filters ${filterSize}x${filterSize}, 2x2 max pool, ${hidden}-${classes}`;
    }
    case "small-residual": {
      const { padding = 0, channelCopies = 1, filters, blocks } = network;
      const [C, H, W] = imageShape;
      const image = [C * channelCopies, H + 2 * padding, W + 2 * padding].join("x");
      const depth = 2 + 2 * blocks * filters.length;
      return `residual net of ${depth} layers on ${image}, ${
        filters.join("-")
      } filters, batch norm`;
    }
  }
}
