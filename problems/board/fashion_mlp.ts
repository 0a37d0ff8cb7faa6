import { fullyConnectedNet, heNormal, softmaxCrossEntropy } from "@descent/layers";
import { LOSS } from "../contract/metric.ts";
import type { ProblemPlugin } from "../contract/problem_plugin.ts";
import { accuracy } from "../measures/accuracy.ts";
import { supervised } from "../supervised/supervised.ts";
import { imageProblems } from "./_image_problems.ts";
import { activationOf, scaled, widened } from "./_variants.ts";

/**
 * Fashion-MNIST, or drawn digits, to classes by a fully connected net 784-128-64-10, in one pass over the data.
 *
 * @example
 * ```ts
 * import { findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(findProblem("fashion-mlp").title, "MLP on Fashion-MNIST");
 * ```
 */
export const fashionMlp: readonly [file: ProblemPlugin, drawn: ProblemPlugin] = imageProblems({
  name: "mlp",
  title: "MLP",
  reference: "H. Xiao, K. Rasul, R. Vollgraf 2017, arXiv:1708.07747",
  bibtex: `@article{xiao2017fashion,
  author = {Xiao, Han and Rasul, Kashif and Vollgraf, Roland},
  title = {{Fashion-MNIST}: a novel image dataset for benchmarking machine learning algorithms},
  year = {2017}, eprint = {1708.07747}, archiveprefix = {arXiv},
}`,
  dataset: "fashion-mnist",
  activation: "relu",
  metrics: { loss: LOSS, accuracy },
  steps: 400,
  batchSize: 128,
  watched: 512,
  create(data, { width, activation, initialScale }, context) {
    const hidden = [128, 64].map((units) => widened(units, width)), classes = 10;
    return supervised({
      context,
      data,
      layer: fullyConnectedNet({
        hidden,
        classes,
        activation: activationOf(activation),
        weight: scaled(heNormal(), initialScale),
      }),
      loss: softmaxCrossEntropy(),
      metrics: { accuracy },
      centred: true,
      model: [784, ...hidden, classes].join("-"),
    });
  },
});
