import { defineProblem } from "../contract/define_problem.ts";
import type { ProblemData, ProblemPlugin } from "../contract/problem_plugin.ts";
import { boardBudget } from "./_board_budget.ts";
import { DISTANCE, EXCESS, noisyQuadraticForm } from "./_noisy_quadratic_form.ts";
import { VARIANT_OPTIONS, variantOf, type VariantValues, widened } from "./_variants.ts";

const options = { width: VARIANT_OPTIONS.width, initialScale: DISTANCE };

/**
 * The noisy quadratic model of training: `½ Σ hᵢ (xᵢ − cᵢ)²` of 1,000 variables with curvatures `hᵢ = 1/i`, whose gradients have
 * noise of variance `hᵢ / batch size`. It starts at 0, and the minimum c is N(0, 1). The loss is the form itself, as a share
 * of that at the start.
 *
 * @example
 * ```ts
 * import { chooseProblem, findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { epochs, schedule } = chooseProblem(findProblem("noisy-quadratic")).budget;
 * assertEquals([epochs, schedule], [1000, "warmup(5%),linear"]);
 * ```
 */
export const noisyQuadratic: ProblemPlugin = defineProblem<
  Pick<VariantValues, "width" | "initialScale">,
  ProblemData
>({
  name: "noisy-quadratic",
  title: "Noisy quadratic model",
  reference: "G. Zhang and others 2019, arXiv:1907.04164",
  bibtex: `@inproceedings{zhang2019which,
  author = {Zhang, Guodong and others},
  title = {Which algorithmic choices matter at which batch sizes? {Insights} from a noisy quadratic model},
  booktitle = {NeurIPS}, year = {2019}, eprint = {1907.04164}, archiveprefix = {arXiv},
}`,
  options,
  metrics: EXCESS,
  selection: "validation/loss",
  budget: () => boardBudget({ name: "noisy-quadratic", steps: 1000, batchSize: 16 }),
  variant: variantOf(options),
  load: () => ({ digest: "" }),
  create(_data, { width, initialScale }, context) {
    const minimum = new Float64Array(widened(1000, width));
    context.random.split("init").fillNormal(minimum, 0, initialScale);
    const deviation = minimum.map((_, i) => Math.sqrt(1 / ((i + 1) * context.batchSize)));
    return noisyQuadraticForm({
      context,
      minimum,
      multiply(x, out) {
        for (let i = 0; i < x.length; i++) out[i] = x[i] / (i + 1);
      },
      shape(noise) {
        for (let i = 0; i < noise.length; i++) noise[i] *= deviation[i];
      },
      model: `${minimum.length} variables of curvature 1 to 1/${minimum.length}`,
    });
  },
});
