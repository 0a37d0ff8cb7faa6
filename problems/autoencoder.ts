import type { SharedDataset } from "@descent/data";
import {
  autoencoder,
  binaryCrossEntropy,
  negativeElbo,
  variationalAutoencoder,
} from "@descent/layers";
import { IMAGE_DATA, type ImageDataValues, loadImages } from "./images/image_data.ts";
import { LOSS } from "./contract/metric.ts";
import type { ProblemPlugin } from "./contract/problem_plugin.ts";
import { defineProblem } from "./contract/define_problem.ts";
import { supervised } from "./supervised/supervised.ts";

/**
 * Values of the options of {@linkcode autoencoderProblem} and {@linkcode variationalAutoencoderProblem}.
 *
 * @category Problems
 */
export interface AutoencoderValues extends ImageDataValues {
  /** Units of the hidden layers. */
  readonly hidden: readonly number[];
  /** Numbers that an image is encoded in. */
  readonly code: number;
}

const CODED = {
  ...IMAGE_DATA,
  hidden: {
    kind: "integers",
    default: [128],
    range: [1, 10_000],
    doc: "Units of the encoder's hidden layers; the decoder has them in reverse.",
  },
  code: {
    kind: "integer",
    default: 8,
    range: [1, 10_000],
    doc: "Numbers that an image is encoded in.",
  },
} as const;
const usual = { batchSize: 100, epochs: 5, evaluationsPerEpoch: 1, target: null };

/** Sizes of the layers in words, the code in the middle: `784-128-8-128-784`. */
function sizes({ train }: SharedDataset, { hidden, code }: AutoencoderValues): string {
  const pixels = train.inputs.length / train.count;
  return [pixels, ...hidden, code, ...hidden.toReversed(), pixels].join("-");
}

/**
 * Images in a few numbers and back by an autoencoder, with binary cross-entropy a pixel.
 *
 * @category Problems
 *
 * @example
 * ```ts
 * import { autoencoderProblem, chooseProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(chooseProblem(autoencoderProblem, { options: { code: 2 } }).options.hidden, [128]);
 * ```
 */
export const autoencoderProblem: ProblemPlugin = defineProblem<AutoencoderValues, SharedDataset>({
  name: "autoencoder",
  title: "Autoencoder",
  reference: "Hinton & Salakhutdinov 2006, Science 313",
  options: CODED,
  metrics: { loss: { ...LOSS, title: "reconstruction loss" } },
  selection: "validation/loss",
  budget: () => ({ ...usual, schedule: "cosine" }),
  learningRates: () => ({ sgd: 3, momentum: 1, rmsprop: 3e-3, adam: 5e-3 }),
  load: loadImages,
  create: (data, options, context) =>
    supervised({
      context,
      data,
      layer: autoencoder(options),
      loss: binaryCrossEntropy(),
      target: "input",
      model: sizes(data, options),
    }),
});

/**
 * Images in a few numbers and back by a variational autoencoder, with the negative ELBO in nats an image.
 *
 * @category Problems
 *
 * @example
 * ```ts
 * import { chooseProblem, variationalAutoencoderProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(chooseProblem(variationalAutoencoderProblem).options.code, 8);
 * ```
 */
export const variationalAutoencoderProblem: ProblemPlugin = defineProblem<
  AutoencoderValues,
  SharedDataset
>({
  name: "variational-autoencoder",
  title: "Variational autoencoder",
  reference: "Kingma & Welling 2014, arXiv:1312.6114",
  options: CODED,
  metrics: { loss: { ...LOSS, title: "negative ELBO" } },
  selection: "validation/loss",
  budget: () => ({ ...usual, schedule: "cosine" }),
  learningRates: () => ({ sgd: 3e-3, momentum: 1e-3, rmsprop: 3e-3, adam: 5e-3 }),
  load: loadImages,
  create: (data, options, context) =>
    supervised({
      context,
      data,
      layer: variationalAutoencoder(options),
      loss: negativeElbo({ code: options.code }),
      target: "input",
      model: sizes(data, options),
    }),
});
