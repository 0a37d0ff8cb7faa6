import { autoencoder, binaryCrossEntropy, glorotNormal } from "@descent/layers";
import { LOSS } from "../contract/metric.ts";
import type { ProblemPlugin } from "../contract/problem_plugin.ts";
import { supervised } from "../supervised/supervised.ts";
import { imageProblems } from "./_image_problems.ts";
import { activationOf, scaled, widened } from "./_variants.ts";

/**
 * MNIST, or drawn digits, in 16 numbers and back by the deep autoencoder 784-128-64-16-64-128-784 of tanh units, with
 * binary cross-entropy a pixel: hard to train without curvature or momentum.
 *
 * @example
 * ```ts
 * import { findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(findProblem("mnist-autoencoder").selection, "validation/loss");
 * ```
 */
export const mnistAutoencoder: readonly [file: ProblemPlugin, drawn: ProblemPlugin] = imageProblems(
  {
    name: "autoencoder",
    title: "Deep autoencoder",
    reference: "J. Martens 2010, Deep learning via Hessian-free optimization",
    bibtex: `@inproceedings{martens2010deep,
  author = {Martens, James},
  title = {Deep learning via {Hessian}-free optimization},
  booktitle = {ICML}, year = {2010},
}`,
    dataset: "mnist",
    activation: "tanh",
    metrics: { loss: { ...LOSS, title: "reconstruction loss" } },
    steps: 300,
    batchSize: 128,
    watched: 256,
    create(data, { width, activation, initialScale }, context) {
      const hidden = [128, 64].map((units) => widened(units, width)), code = widened(16, width);
      return supervised({
        context,
        data,
        layer: autoencoder({
          hidden,
          code,
          activation: activationOf(activation),
          weight: scaled(glorotNormal(), initialScale),
        }),
        loss: binaryCrossEntropy(),
        target: "input",
        model: [784, ...hidden, code, ...hidden.toReversed(), 784].join("-"),
      });
    },
  },
);
