import { randomStream } from "@descent/core";
import type { SharedDataset } from "@descent/data";
import { fullyConnectedNet, lecunNormal, softmaxCrossEntropy } from "@descent/layers";
import { defineProblem } from "../contract/define_problem.ts";
import { LOSS } from "../contract/metric.ts";
import type { ProblemPlugin } from "../contract/problem_plugin.ts";
import { accuracy } from "../measures/accuracy.ts";
import { supervised } from "../supervised/supervised.ts";
import { boardBudget } from "./_board_budget.ts";
import { countOptions, type CountValues, generatedData } from "./_generated_data.ts";
import {
  activationOf,
  netVariantOptions,
  type NetVariantValues,
  scaled,
  variantOf,
  widened,
} from "./_variants.ts";

const TURNS = 1.5, NOISE = 0.02;
const options = {
  ...netVariantOptions("tanh"),
  ...countOptions({ trainCount: 3200, validationCount: 1000, testCount: 2000 }),
};

/**
 * Two spirals that wind about each other one and a half times, to be told apart by a net 2-64-64-2 of tanh units.
 *
 * @example
 * ```ts
 * import { findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(findProblem("spirals").options.activation.default, "tanh");
 * ```
 */
export const spirals: ProblemPlugin = defineProblem<NetVariantValues & CountValues, SharedDataset>({
  name: "spirals",
  title: "Two spirals",
  reference: "K. J. Lang, M. J. Witbrock 1988: Learning to tell two spirals apart",
  bibtex: `@inproceedings{lang1988learning,
  author = {Lang, Kevin J. and Witbrock, Michael J.},
  title = {Learning to tell two spirals apart},
  booktitle = {Proceedings of the 1988 Connectionist Models Summer School}, year = {1988},
}`,
  options,
  metrics: { loss: LOSS, accuracy },
  selection: "validation/loss",
  budget: ({ trainCount }) =>
    boardBudget({ name: "spirals", steps: 1000, batchSize: 64, trainCount }),
  variant: variantOf(options),
  load: ({ dataSeed, ...counts }) =>
    generatedData({
      name: "spirals",
      title: "two spirals",
      inputShape: [2],
      targetShape: [],
      classNames: ["first", "second"],
      random: randomStream({ seed: dataSeed }).split("spirals"),
      counts,
      draw(count, random) {
        const inputs = new Float32Array(2 * count), targets = new Int32Array(count);
        random.split("noise").fillNormal(inputs, 0, NOISE);
        for (let n = 0; n < count; n++) {
          targets[n] = n % 2;
          const t = random.uniform(), angle = Math.PI * (2 * TURNS * t + targets[n]);
          // As many points on an inch of the outer windings as of the inner ones.
          const radius = Math.sqrt(t);
          inputs[2 * n] += radius * Math.cos(angle);
          inputs[2 * n + 1] += radius * Math.sin(angle);
        }
        return { inputs, targets };
      },
    }),
  create(data, { width, activation, initialScale }, context) {
    const hidden = [64, 64].map((units) => widened(units, width)), classes = 2;
    return supervised({
      context,
      data,
      layer: fullyConnectedNet({
        hidden,
        classes,
        activation: activationOf(activation),
        weight: scaled(lecunNormal(), initialScale),
      }),
      loss: softmaxCrossEntropy(),
      metrics: { accuracy },
      model: [2, ...hidden, classes].join("-"),
    });
  },
});
