import {
  affine,
  conv2d,
  flatten,
  heNormal,
  maxPool2d,
  sequential,
  softmaxCrossEntropy,
} from "@descent/layers";
import { LOSS } from "../contract/metric.ts";
import type { ProblemPlugin } from "../contract/problem_plugin.ts";
import { accuracy } from "../measures/accuracy.ts";
import { supervised } from "../supervised/supervised.ts";
import { imageProblems } from "./_image_problems.ts";
import { activationOf, scaled, widened } from "./_variants.ts";

/**
 * Fashion-MNIST, or drawn digits, of 14x14 pixels to classes by two 3x3 convolutions of 16 and 32 filters, each with a
 * 2x2 max pool, and an affine layer.
 *
 * @example
 * ```ts
 * import { findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(findProblem("digits-conv").title, "Conv net on drawn digits");
 * ```
 */
export const fashionConv: readonly [file: ProblemPlugin, drawn: ProblemPlugin] = imageProblems({
  name: "conv",
  title: "Conv net",
  reference: "Y. LeCun and others 1998, Proc. IEEE 86",
  bibtex: `@article{lecun1998gradient,
  author = {LeCun, Yann and Bottou, Léon and Bengio, Yoshua and Haffner, Patrick},
  title = {Gradient-based learning applied to document recognition},
  journal = {Proceedings of the IEEE}, volume = {86}, year = {1998},
}`,
  dataset: "fashion-mnist",
  halved: true,
  activation: "relu",
  metrics: { loss: LOSS, accuracy },
  steps: 300,
  batchSize: 64,
  watched: 256,
  create(data, { width, activation, initialScale }, context) {
    const filters = [16, 32].map((count) => widened(count, width));
    const weight = scaled(heNormal(), initialScale);
    return supervised({
      context,
      data,
      layer: sequential([
        ...filters.flatMap((count, i) => [
          conv2d({ filters: count, kernel: 3, padding: "same", name: `conv${i + 1}`, weight }),
          activationOf(activation),
          maxPool2d({ kernel: 2 }),
        ]),
        flatten(),
        affine({ units: 10, name: "scores", weight, role: "output" }),
      ]),
      loss: softmaxCrossEntropy(),
      metrics: { accuracy },
      centred: true,
      model: `${filters.join("-")} filters 3x3, 2x2 max pools, 10`,
    });
  },
});
