import { configured } from "../_configured.ts";
import { givenOptions, sizeOf } from "@descent/core";
import { relu } from "../activations/relu.ts";
import { requireLayer } from "../_require_options.ts";
import { requireCount, requireCounts } from "../_require.ts";
import { parallel } from "../composition/parallel.ts";
import { sequential } from "../composition/sequential.ts";
import { heNormal } from "../initializers/he.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { Layer } from "../layer.ts";
import { affine } from "../linear/affine.ts";
import { reparameterization } from "../regularization/reparameterization.ts";
import { flatten } from "../shape/flatten.ts";

/**
 * Options of {@linkcode variationalAutoencoder}.
 *
 * @category Networks
 */
export interface VariationalAutoencoderOptions {
  /** Numbers that an example is encoded in, L, at least 1. */
  readonly code: number;
  /** Hidden units of the encoder, first to last; the decoder has them in reverse; default `[128]`. */
  readonly hidden?: readonly number[];
  /** Activation of the hidden layers, a layer without name; default {@linkcode relu}. */
  readonly activation?: Layer;
  /** Initial values of all weights; default {@linkcode heNormal}. */
  readonly weight?: Initializer;
}

/**
 * A fully connected variational autoencoder: the encoder gives mean and log-variance of each number of the code, the
 * decoder gets a draw from them, {@linkcode reparameterization}; trained with {@linkcode negativeElbo}.
 *
 * Takes [N, ...] of D elements an example and gives [N, D + 2L]: the reconstruction, the means and the log-variances.
 * The layers are called `encoder1`, …, `code`, and below `output/branch1` `decoder1`, … and `output`; code and output
 * have no activation.
 *
 * @category Networks
 * @param options Length of the code, hidden units, activation and initializer.
 * @returns The layer.
 * @throws {RangeError} When a number is not a whole number of at least 1.
 *
 * @example Images of 28 by 28 in eight numbers
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { buildNetwork, negativeElbo, variationalAutoencoder } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: variationalAutoencoder({ code: 8 }),
 *   input: [16, 1, 28, 28],
 *   loss: negativeElbo({ code: 8 }),
 *   random: randomStream({ seed: 1 }),
 * });
 * assertEquals(network.output, [16, 28 * 28 + 16]);
 * ```
 *
 * @see D. P. Kingma, M. Welling: "Auto-encoding variational Bayes", ICLR 2014, https://arxiv.org/abs/1312.6114
 */
export function variationalAutoencoder(options: VariationalAutoencoderOptions): Layer {
  const { code, hidden = [128], activation = relu(), weight = heNormal() } = givenOptions(
    "variationalAutoencoder",
    options,
  );
  requireCount("variationalAutoencoder", "code", code);
  requireCounts("variationalAutoencoder", "hidden", hidden);
  requireLayer("variationalAutoencoder", "activation", activation);
  const part = (name: string, sizes: readonly number[]) =>
    sizes.flatMap((units, i) => [affine({ units, name: `${name}${i + 1}`, weight }), activation]);
  return configured("variationalAutoencoder", { code, hidden, activation, weight }, {
    kind: "variational_autoencoder",
    name: undefined,
    build(input, context) {
      const [, ...rest] = input;
      const decoder = sequential([
        reparameterization(),
        ...part("decoder", hidden.toReversed()),
        affine({ units: sizeOf(rest), name: "output", weight, role: "output" }),
      ]);
      return sequential([
        flatten(),
        ...part("encoder", hidden),
        affine({ units: 2 * code, name: "code", weight }),
        parallel([decoder, sequential([])], { name: "output" }),
      ]).build(input, context);
    },
  });
}
