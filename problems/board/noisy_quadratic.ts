import { defineProblem } from "../contract/define_problem.ts";
import type { ProblemData, ProblemPlugin } from "../contract/problem_plugin.ts";
import { boardBudget } from "./_board_budget.ts";
import { EXCESS, noisyQuadraticForm } from "./_noisy_quadratic_form.ts";
import { VARIANT_OPTIONS, variantOf, type VariantValues, widened } from "./_variants.ts";

const { width, initialScale } = VARIANT_OPTIONS;
const options = { width, initialScale };

/**
 * The noisy quadratic model of training: `½ Σ hᵢ xᵢ²` of 1,000 variables with curvatures `hᵢ = 1/i`, whose gradients have
 * noise of variance `hᵢ / batch size`. The loss is the form itself, as a share of that at the start.
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
  options,
  metrics: EXCESS,
  selection: "validation/loss",
  budget: () => boardBudget({ name: "noisy-quadratic", steps: 1000, batchSize: 16 }),
  variant: variantOf(options),
  load: () => ({ digest: "" }),
  create(_data, { width, initialScale }, context) {
    const start = new Float64Array(widened(1000, width));
    context.random.split("init").fillNormal(start, 0, initialScale);
    const deviation = start.map((_, i) => Math.sqrt(1 / ((i + 1) * context.batchSize)));
    return noisyQuadraticForm({
      context,
      start,
      multiply(x, out) {
        for (let i = 0; i < x.length; i++) out[i] = x[i] / (i + 1);
      },
      shape(noise) {
        for (let i = 0; i < noise.length; i++) noise[i] *= deviation[i];
      },
      model: `${start.length} variables of curvature 1 to 1/${start.length}`,
    });
  },
});
