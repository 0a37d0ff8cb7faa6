import { randomStream } from "@descent/core";
import { sha256 } from "@descent/data";
import { defineProblem } from "../contract/define_problem.ts";
import type { ProblemData, ProblemPlugin } from "../contract/problem_plugin.ts";
import { boardBudget } from "./_board_budget.ts";
import { DISTANCE, EXCESS, noisyQuadraticForm } from "./_noisy_quadratic_form.ts";
import { multiplyMatrix, randomRotation, symmetricMatrix } from "./_random_rotation.ts";
import { VARIANT_OPTIONS, variantOf, type VariantValues, widened } from "./_variants.ts";

interface QuadraticData extends ProblemData {
  /** The Hessian, [d, d], row-major. */
  readonly hessian: Float64Array;
}

const options = { ...VARIANT_OPTIONS, initialScale: DISTANCE };
/** Standard deviation of an example about the minimum. */
const SPREAD = 0.6;
/** Share of the eigenvalues that are large. */
const LARGE = 0.1;

/**
 * A quadratic form of 100 variables whose Hessian has 90 eigenvalues from 0 to 1 and ten from 30 to 60, as those of
 * networks, in random directions: `½ (x − c)ᵀH(x − c)`, where c is the mean of a minibatch of examples from N(1, 0.36). It
 * starts at 0. The loss is that at c = 1, as a share of that at the start.
 *
 * @example
 * ```ts
 * import { findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(findProblem("rotated-quadratic").metrics.loss.title, "excess loss / start");
 * ```
 */
export const rotatedQuadratic: ProblemPlugin = defineProblem<VariantValues, QuadraticData>({
  name: "rotated-quadratic",
  title: "Rotated quadratic",
  reference: "F. Schneider, L. Balles, P. Hennig 2019: DeepOBS, quadratic_deep",
  bibtex: `@inproceedings{schneider2019deepobs,
  author = {Schneider, Frank and Balles, Lukas and Hennig, Philipp},
  title = {{DeepOBS}: a deep learning optimizer benchmark suite},
  booktitle = {ICLR}, year = {2019}, eprint = {1903.05499}, archiveprefix = {arXiv},
}`,
  options,
  metrics: EXCESS,
  selection: "validation/loss",
  budget: () => boardBudget({ name: "rotated-quadratic", steps: 500, batchSize: 128 }),
  variant: variantOf(options),
  async load({ width, dataSeed }) {
    const d = widened(100, width), random = randomStream({ seed: dataSeed }).split("quadratic");
    const eigenvalues = new Float64Array(d), small = d - Math.round(LARGE * d);
    random.split("small").fillUniform(eigenvalues.subarray(0, small), 0, 1);
    random.split("large").fillUniform(eigenvalues.subarray(small), 30, 60);
    const hessian = symmetricMatrix(randomRotation(d, random.split("rotation")), eigenvalues);
    return { digest: await sha256(new Uint8Array(hessian.buffer)), hessian };
  },
  create({ hessian }, { initialScale }, context) {
    const d = Math.sqrt(hessian.length), mean = new Float64Array(d);
    const deviation = SPREAD / Math.sqrt(context.batchSize);
    return noisyQuadraticForm({
      context,
      minimum: new Float64Array(d).fill(initialScale),
      multiply: (x, out) => multiplyMatrix(hessian, x, out),
      shape(noise) {
        for (let i = 0; i < d; i++) mean[i] = -deviation * noise[i];
        multiplyMatrix(hessian, mean, noise);
      },
      model: `${d} variables in random directions`,
    });
  },
});
