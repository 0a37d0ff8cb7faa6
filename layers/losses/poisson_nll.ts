import { givenOptions } from "@descent/core";
import { checkCounts } from "./_check_targets.ts";
import { pointwiseLoss } from "./pointwise_loss.ts";
import type { Loss } from "./loss.ts";
import type { ReductionOptions } from "./reduction.ts";

const loss = pointwiseLoss({
  kind: "poisson_nll",
  title: "Poisson negative log-likelihood",
  value: ({ x, t }) => x.exp().sub(t.mul(x)).add(x.sub(x)),
  slope: ({ x, t }) => x.exp().sub(t),
  checkTarget: checkCounts("Poisson negative log-likelihood"),
});

/**
 * Poisson negative log-likelihood of counts t, of whose rate the prediction is the logarithm: the mean over all
 * elements of the batch of `eˣ − t x`, without the constant `log t!`.
 *
 * Backward: `dx = (eˣ − t) / n` for n elements. A NaN or infinite prediction has a NaN or infinite loss and a NaN
 * gradient.
 *
 * Takes predictions of any shape [N, ...] and targets of at least 0, of the same shape and element type.
 *
 * @category Losses and penalties
 * @param options Reduction.
 * @returns The loss; its `forward` throws a `TypeError` when targets do not fit, a `RangeError`
 * when one is below 0.
 *
 * @example Rates of 1 for counts of 3 and 5
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { poissonNll } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const loss = poissonNll().build([1, 2], { arena, dtype: "f64" });
 * const x = arena.from([0, 0], [1, 2], "f64"), t = arena.from([3, 5], [1, 2], "f64");
 * assertAlmostEquals(loss.forward(x, t), 1, 1e-14);
 * ```
 *
 * @see J. A. Nelder, R. W. M. Wedderburn: "Generalized linear models", Journal of the Royal Statistical Society A
 * 135, 1972
 */
export function poissonNll(options: ReductionOptions = {}): Loss {
  const { reduction = "mean" } = givenOptions("poissonNll", options);
  return loss({ reduction });
}
