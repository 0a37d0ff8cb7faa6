import { relu } from "../activations/relu.ts";
import { requireLayer } from "../_require_options.ts";
import { requireCount, requireCounts } from "../_require.ts";
import { sequential } from "../composition/sequential.ts";
import { heNormal } from "../initializers/he.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { Layer } from "../layer.ts";
import { affine } from "../linear/affine.ts";
import { flatten } from "../shape/flatten.ts";
import { reshape } from "../shape/reshape.ts";
import { givenOptions, sizeOf } from "@descent/core";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode autoencoder}.
 *
 * @category Networks
 */
export interface AutoencoderOptions {
  /** Numbers that an example is encoded in, at least 1. */
  readonly code: number;
  /** Hidden units of the encoder, first to last; the decoder has them in reverse; default `[128]`. */
  readonly hidden?: readonly number[];
  /** Activation of the hidden layers, a layer without name; default {@linkcode relu}. */
  readonly activation?: Layer;
  /** Initial values of all weights; default {@linkcode heNormal}. */
  readonly weight?: Initializer;
}

/**
 * A fully connected autoencoder: hidden layers to a code and back, `y = g(f(x))`, trained to give its input.
 *
 * Takes [N, ...] and gives the same shape, for a loss against the input itself. The layers are called `encoder1`, …,
 * `code`, `decoder1`, … and `output`; code and output have no activation.
 *
 * @category Networks
 * @param options Length of the code, hidden units, activation and initializer.
 * @returns The layer.
 * @throws {RangeError} When a number is not a whole number of at least 1.
 *
 * @example Images of 28 by 28 in eight numbers
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { autoencoder, buildNetwork, meanSquaredError } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: autoencoder({ code: 8 }),
 *   input: [16, 1, 28, 28],
 *   loss: meanSquaredError(),
 *   random: randomStream({ seed: 1 }),
 * });
 * assertEquals(network.output, [16, 1, 28, 28]);
 * ```
 *
 * @see G. E. Hinton, R. R. Salakhutdinov: "Reducing the dimensionality of data with neural networks", Science 313, 2006
 */
export function autoencoder(options: AutoencoderOptions): Layer {
  const { code, hidden = [128], activation = relu(), weight = heNormal() } = givenOptions(
    "autoencoder",
    options,
  );
  requireCount("autoencoder", "code", code);
  requireCounts("autoencoder", "hidden", hidden);
  requireLayer("autoencoder", "activation", activation);
  const part = (name: string, sizes: readonly number[]) =>
    sizes.flatMap((units, i) => [affine({ units, name: `${name}${i + 1}`, weight }), activation]);
  return configured("autoencoder", { code, hidden, activation, weight }, {
    kind: "autoencoder",
    name: undefined,
    build(input, context) {
      const [, ...rest] = input;
      return sequential([
        flatten(),
        ...part("encoder", hidden),
        affine({ units: code, name: "code", weight }),
        ...part("decoder", hidden.toReversed()),
        affine({ units: sizeOf(rest), name: "output", weight, role: "output" }),
        reshape({ shape: rest }),
      ]).build(input, context);
    },
  });
}
