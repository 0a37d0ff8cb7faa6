import { affine } from "../affine.ts";
import { flatten } from "../flatten.ts";
import { heNormal } from "../initializers/he.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { Layer } from "../layer.ts";
import { relu } from "../relu.ts";
import { sequential } from "../sequential.ts";

/** Options of {@linkcode fullyConnectedNet}. */
export interface FullyConnectedNetOptions {
  /** Units of each hidden layer, first to last; none for a linear model. */
  readonly hidden: readonly number[];
  /** Number of classes, at least 1; default 10. */
  readonly classes?: number;
  /** First values of all weights; default {@linkcode heNormal}. */
  readonly weight?: Initializer;
}

/**
 * A fully connected network of any depth: flatten, then affine and relu for each hidden layer, then affine.
 *
 * Takes [N, ...] and gives scores [N, classes]. The layers are called `hidden1`, `hidden2`, … and `scores`; biases
 * start at zero.
 *
 * @param options Hidden units, number of classes and the initializer of the weights.
 * @returns The layer.
 * @throws {RangeError} When a number of units or classes is not a whole number of at least 1.
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
export function fullyConnectedNet(
  { hidden, classes = 10, weight = heNormal() }: FullyConnectedNetOptions,
): Layer {
  return sequential([
    flatten(),
    ...hidden.flatMap((units, i) => [affine({ units, name: `hidden${i + 1}`, weight }), relu()]),
    affine({ units: classes, name: "scores", weight }),
  ]);
}
