import { heNormal, smallResidualNet, softmaxCrossEntropy } from "@descent/layers";
import { LOSS } from "../contract/metric.ts";
import type { ProblemPlugin } from "../contract/problem_plugin.ts";
import { accuracy } from "../measures/accuracy.ts";
import { supervised } from "../supervised/supervised.ts";
import { imageProblems } from "./_image_problems.ts";
import { scaled, widened } from "./_variants.ts";

/**
 * Fashion-MNIST, or drawn digits, of 14x14 pixels to classes by a residual net: a convolution of 8 filters and three blocks
 * of 8, 16 and 32, with batch norm.
 *
 * @example
 * ```ts
 * import { findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(findProblem("fashion-resnet").reference, "K. He and others 2016, arXiv:1512.03385");
 * ```
 */
export const fashionResnet: readonly [file: ProblemPlugin, drawn: ProblemPlugin] = imageProblems({
  name: "resnet",
  title: "Residual net",
  reference: "K. He and others 2016, arXiv:1512.03385",
  bibtex: `@inproceedings{he2016deep,
  author = {He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing and Sun, Jian},
  title = {Deep residual learning for image recognition},
  booktitle = {CVPR}, year = {2016}, eprint = {1512.03385}, archiveprefix = {arXiv},
}`,
  dataset: "fashion-mnist",
  halved: true,
  metrics: { loss: LOSS, accuracy },
  steps: 200,
  batchSize: 64,
  watched: 128,
  create(data, { width, initialScale }, context) {
    const filters = [8, 16, 32].map((count) => widened(count, width));
    return supervised({
      context,
      data,
      layer: smallResidualNet({ filters, weight: scaled(heNormal(), initialScale) }),
      loss: softmaxCrossEntropy(),
      metrics: { accuracy },
      centred: true,
      model: `residual net of 8 layers, ${filters.join("-")} filters, batch norm`,
    });
  },
});
