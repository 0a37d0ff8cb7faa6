import { givenOptions } from "@descent/core";
import { relu } from "../activations/relu.ts";
import { residual } from "../composition/residual.ts";
import { sequential } from "../composition/sequential.ts";
import { heNormal } from "../initializers/he.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { Layer } from "../layer.ts";
import { affine } from "../linear/affine.ts";
import { batchNorm } from "../normalization/batch_norm.ts";
import { layerNorm } from "../normalization/layer_norm.ts";
import { dropout } from "../regularization/dropout.ts";
import { flatten } from "../shape/flatten.ts";

/**
 * Options of {@linkcode fullyConnectedNet}.
 *
 * @category Networks
 */
export interface FullyConnectedNetOptions {
  /** Units of each hidden layer, first to last; none for a linear model. */
  readonly hidden: readonly number[];
  /** Number of classes, at least 1; default 10. */
  readonly classes?: number;
  /** Initial values of all weights; default {@linkcode heNormal}. */
  readonly weight?: Initializer;
  /** Normalization of hidden units: over the batch, or over the layer of each example; default `"none"`. */
  readonly normalization?: "none" | "batch" | "layer";
  /** Activation after each hidden layer, a layer without name; default {@linkcode relu}. */
  readonly activation?: Layer;
  /** Probability that a hidden unit is dropped in training, at least 0 and below 1; default 0, no dropout. */
  readonly dropout?: number;
  /** Whether hidden layers after the first are added to their input; default false. */
  readonly residual?: boolean;
}

/**
 * A fully connected network of any depth: flatten, then {affine - [normalization] - activation - [dropout]} for each
 * hidden layer, then affine.
 *
 * With residual connections, hidden layers after the first are `h = f(g + norm(g W + b))` with the activation f and
 * the layer before, g; where their numbers of units differ, g goes through an affine layer without bias. Layers in
 * front of batch normalization, which would take a bias out again, have none.
 *
 * Takes [N, ...] and gives scores [N, classes]. The layers are called `hidden1`, `norm1`, `dropout1`, `hidden2`, … and
 * `scores`, those of a residual hidden layer `hidden2/body/affine`, `hidden2/body/norm` and `hidden2/shortcut`; biases
 * start at zero.
 *
 * @category Networks
 * @param options Hidden units, number of classes, and what the hidden layers are made of.
 * @returns The layer.
 * @throws {RangeError} When a number of units or classes is not a whole number of at least 1, the normalization is
 * unknown, or the dropout out of range.
 *
 * @example Five hidden layers with weights of scale 0.05
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { buildNetwork, fullyConnectedNet, normal, softmaxCrossEntropy } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const hidden = [100, 100, 100, 100, 100];
 * using network = buildNetwork({
 *   layer: fullyConnectedNet({ hidden, weight: normal({ scale: 5e-2 }) }),
 *   input: [100, 1, 28, 28],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * assertEquals(network.output, [100, 10]);
 * assertEquals(network.parameters.length, 12);
 * ```
 */
export function fullyConnectedNet(options: FullyConnectedNetOptions): Layer {
  const {
    hidden,
    classes = 10,
    weight = heNormal(),
    normalization = "none",
    activation = relu(),
    dropout: rate = 0,
    residual: isResidual = false,
  } = givenOptions("fullyConnectedNet", options, {
    hidden: "list",
    residual: "flag",
  }, ["hidden"]);
  const bias = normalization === "batch" ? { bias: false as const } : {};
  const hiddenLayers = hidden.flatMap((units, i) => {
    const name = `hidden${i + 1}`;
    const product = (name: string) => affine({ units, name, weight, ...bias });
    const norm = (name: string) => normalizationLayers(normalization, name);
    return [
      ...(isResidual && i > 0
        ? [
          residual(sequential([product("affine"), ...norm("norm")]), {
            name,
            ...(units === hidden[i - 1]
              ? {}
              : { shortcut: affine({ units, weight, bias: false }) }),
          }),
        ]
        : [product(name), ...norm(`norm${i + 1}`)]),
      activation,
      ...(rate === 0 ? [] : [dropout({ rate, name: `dropout${i + 1}` })]),
    ];
  });
  return sequential([
    flatten(),
    ...hiddenLayers,
    affine({ units: classes, name: "scores", weight, role: "output" }),
  ]);
}

function normalizationLayers(
  normalization: NonNullable<FullyConnectedNetOptions["normalization"]>,
  name: string,
): Layer[] {
  switch (normalization) {
    case "none":
      return [];
    case "batch":
      return [batchNorm({ name })];
    case "layer":
      return [layerNorm({ name })];
    default:
      throw new RangeError(
        `Fully connected net: expected normalization "none", "batch" or "layer", got ${normalization}; choose one of them`,
      );
  }
}
