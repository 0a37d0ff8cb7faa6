import { randomStream } from "@descent/core";
import type { SharedDataset } from "@descent/data";
import { affine, lecunNormal } from "@descent/layers";
import { defineProblem } from "../contract/define_problem.ts";
import type { ProblemPlugin } from "../contract/problem_plugin.ts";
import { boardBudget } from "./_board_budget.ts";
import { generatedData } from "./_generated_data.ts";
import { EXCESS } from "./_noisy_quadratic_form.ts";
import { populationProblem } from "./_population_problem.ts";
import { formOf, randomRotation, symmetricMatrix } from "./_random_rotation.ts";
import { scaled, VARIANT_OPTIONS, variantOf, type VariantValues, widened } from "./_variants.ts";

interface RegressionValues extends VariantValues {
  readonly trainCount: number;
}

interface RegressionData extends SharedDataset {
  /** Covariance of the inputs, [d, d], row-major. */
  readonly covariance: Float64Array;
  /** The weights behind the targets. */
  readonly truth: Float64Array;
}

const CONDITION = 1e4, NOISE = 0.1;
const options = {
  ...VARIANT_OPTIONS,
  trainCount: {
    kind: "integer" as const,
    default: 10_000,
    range: [1, 1e7] as const,
    doc: "Number of training examples.",
  },
};

/**
 * Linear regression of 100 inputs whose covariance has eigenvalues from 1 down to 10⁻⁴ in random directions; targets have
 * noise of standard deviation 0.1. The loss is the excess risk over the population, as a share of that at the start.
 *
 * @example
 * ```ts
 * import { findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(findProblem("ill-regression").title, "Ill-conditioned regression");
 * ```
 */
export const illRegression: ProblemPlugin = defineProblem<RegressionValues, RegressionData>({
  name: "ill-regression",
  title: "Ill-conditioned regression",
  reference: "Y. LeCun, L. Bottou, G. B. Orr, K.-R. Müller 1998: Efficient backprop",
  bibtex: `@incollection{lecun1998efficient,
  author = {LeCun, Yann and Bottou, Léon and Orr, Genevieve B. and Müller, Klaus-Robert},
  title = {Efficient backprop},
  booktitle = {Neural networks: tricks of the trade}, year = {1998},
}`,
  options,
  metrics: EXCESS,
  selection: "validation/loss",
  budget: ({ trainCount }) =>
    boardBudget({ name: "ill-regression", steps: 1000, batchSize: 100, trainCount }),
  variant: variantOf(options),
  async load({ width, dataSeed, trainCount }) {
    const d = widened(100, width), random = randomStream({ seed: dataSeed }).split("regression");
    const eigenvalues = Float64Array.from(
      { length: d },
      (_, k) => CONDITION ** -(k / Math.max(1, d - 1)),
    );
    const rotation = randomRotation(d, random.split("rotation"));
    const truth = new Float64Array(new SharedArrayBuffer(8 * d));
    random.split("truth").fillNormal(truth);
    const data = await generatedData({
      name: "regression",
      title: "ill-conditioned regression",
      inputShape: [d],
      targetShape: [1],
      classNames: null,
      random,
      counts: { trainCount, validationCount: 1, testCount: 1 },
      draw(count, random) {
        const inputs = new Float32Array(count * d), targets = new Float32Array(count);
        const along = new Float64Array(d), x = new Float64Array(d), noise = new Float64Array(count);
        random.split("noise").fillNormal(noise, 0, NOISE);
        for (let n = 0; n < count; n++) {
          random.fillNormal(along);
          x.fill(0);
          for (let k = 0; k < d; k++) {
            const length = Math.sqrt(eigenvalues[k]) * along[k];
            for (let i = 0; i < d; i++) x[i] += length * rotation[k * d + i];
          }
          inputs.set(x, n * d);
          targets[n] = x.reduce((sum, value, i) => sum + truth[i] * value, noise[n]);
        }
        return { inputs, targets };
      },
    });
    return { ...data, truth, covariance: symmetricMatrix(rotation, eigenvalues) };
  },
  create(data, { initialScale }, context) {
    const { truth, covariance } = data, d = truth.length, error = new Float64Array(d);
    const weight = scaled(lecunNormal(), initialScale);
    return populationProblem({
      context,
      data,
      layer: affine({ units: 1, bias: false, weight, role: "output" }),
      model: `linear, ${d} inputs of condition number ${CONDITION}`,
      excess([{ value }]) {
        for (let i = 0; i < d; i++) error[i] = value.data[i] - truth[i];
        return formOf(covariance, error);
      },
    });
  },
});
