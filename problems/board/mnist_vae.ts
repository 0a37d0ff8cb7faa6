import { glorotNormal, negativeElbo, variationalAutoencoder } from "@descent/layers";
import { LOSS } from "../contract/metric.ts";
import type { ProblemPlugin } from "../contract/problem_plugin.ts";
import { supervised } from "../supervised/supervised.ts";
import { imageProblems } from "./_image_problems.ts";
import { activationOf, scaled, widened } from "./_variants.ts";

/**
 * MNIST, or drawn digits, by a variational autoencoder of one hidden layer of 128 units and a code of 8 numbers, with the
 * negative ELBO in nats an image.
 *
 * @example
 * ```ts
 * import { findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(findProblem("digits-vae").title, "VAE on drawn digits");
 * ```
 */
export const mnistVae: readonly [file: ProblemPlugin, drawn: ProblemPlugin] = imageProblems({
  name: "vae",
  title: "VAE",
  reference: "D. P. Kingma, M. Welling 2014, arXiv:1312.6114",
  bibtex: `@inproceedings{kingma2014auto,
  author = {Kingma, Diederik P. and Welling, Max},
  title = {Auto-encoding variational {Bayes}},
  booktitle = {ICLR}, year = {2014}, eprint = {1312.6114}, archiveprefix = {arXiv},
}`,
  dataset: "mnist",
  activation: "relu",
  metrics: { loss: { ...LOSS, title: "negative ELBO" } },
  steps: 400,
  batchSize: 128,
  watched: 256,
  create(data, { width, activation, initialScale }, context) {
    const hidden = [widened(128, width)], code = widened(8, width);
    return supervised({
      context,
      data,
      layer: variationalAutoencoder({
        hidden,
        code,
        activation: activationOf(activation),
        weight: scaled(glorotNormal(), initialScale),
      }),
      loss: negativeElbo({ code }),
      target: "input",
      model: [784, ...hidden, `2x${code}`, ...hidden, 784].join("-"),
    });
  },
});
