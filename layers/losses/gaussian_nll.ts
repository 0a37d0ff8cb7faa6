import { givenOptions } from "@descent/core";
import { requirePositive } from "../_require.ts";
import { pointwiseLoss } from "./pointwise_loss.ts";
import type { Loss } from "./loss.ts";
import type { ReductionOptions } from "./reduction.ts";

/**
 * Options of {@linkcode gaussianNll}.
 *
 * @category Losses and penalties
 */
export interface GaussianNllOptions extends ReductionOptions {
  /** The variance v, above 0, one for all outputs or one for each on the last axis; default 1. */
  readonly variance?: number | readonly number[];
}

const loss = pointwiseLoss({
  kind: "gaussian_nll",
  title: "Gaussian negative log-likelihood",
  outputs: ["variance"],
  value({ x, t, variance }) {
    const error = x.sub(t);
    return variance.log().add(error.mul(error.div(variance))).mul(0.5);
  },
  slope: ({ x, t, variance }) => x.sub(t).div(variance),
});

/**
 * Gaussian negative log-likelihood of a mean x with a known variance v: the mean over all elements of the batch of
 * `½ (log v + (x − t)² / v)`, without the constant `½ log 2π`.
 *
 * Backward: `dx = (x − t) / (n v)` for n elements. A NaN or infinite prediction has a NaN or infinite loss and a NaN
 * gradient.
 *
 * Takes predictions of any shape [N, ...] and targets of the same shape and element type.
 *
 * @category Losses and penalties
 * @param options Variance and reduction.
 * @returns The loss; its `forward` throws a `TypeError` when targets do not fit.
 * @throws {RangeError} When a variance is not finite and above 0.
 *
 * @example An error of one deviation, and none
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { gaussianNll } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const loss = gaussianNll({ variance: 4 }).build([1, 2], { arena, dtype: "f64" });
 * const x = arena.from([2, 0], [1, 2], "f64"), t = arena.from([0, 0], [1, 2], "f64");
 * assertAlmostEquals(loss.forward(x, t), (1 + 2 * Math.log(4)) / 4, 1e-14);
 * ```
 *
 * @see D. A. Nix, A. S. Weigend: "Estimating the mean and variance of the target probability distribution", ICNN
 * 1994
 */
export function gaussianNll(options: GaussianNllOptions = {}): Loss {
  const { variance = 1, reduction = "mean" } = givenOptions("gaussianNll", options);
  for (const each of [variance].flat()) {
    requirePositive("Gaussian negative log-likelihood", "variance", each, "1");
  }
  return loss({ variance, reduction });
}
