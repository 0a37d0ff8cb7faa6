import { givenOptions } from "@descent/core";
import { checkProbabilities } from "./_check_targets.ts";
import { pointwiseLoss } from "./pointwise_loss.ts";
import type { Loss } from "./loss.ts";
import type { ReductionOptions } from "./reduction.ts";

const loss = pointwiseLoss({
  kind: "kl_divergence",
  title: "KL divergence",
  perExample: true,
  value: ({ x, t }) => t.equal(0).select(x.mul(0), t.mul(t.log().sub(x))),
  slope: ({ t }) => t.neg(),
  checkTarget: checkProbabilities("KL divergence"),
});

/**
 * Kullback-Leibler divergence of target probabilities from predicted ones, given as logarithms: the mean over the
 * batch of `Σ t (log t − x)`, with 0 for a target of 0.
 *
 * Backward: `dx = −t / N` for N examples (PyTorch's reduction `"batchmean"`). End the network with `logSoftmax`. A
 * NaN or infinite prediction has a NaN or infinite loss and a NaN gradient.
 *
 * Takes predictions of any shape [N, ...] and targets from 0 to 1 of the same shape and element type.
 *
 * @category Losses and penalties
 * @param options Reduction.
 * @returns The loss; its `forward` throws a `TypeError` when targets do not fit, a `RangeError`
 * when one is not from 0 to 1.
 *
 * @example A uniform target, and a prediction of a quarter and three quarters
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { klDivergence } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const loss = klDivergence().build([1, 2], { arena, dtype: "f64" });
 * const x = arena.from([Math.log(0.25), Math.log(0.75)], [1, 2], "f64"), t = arena.from([0.5, 0.5], [1, 2], "f64");
 * assertAlmostEquals(loss.forward(x, t), 0.5 * Math.log(4 / 3), 1e-14);
 * ```
 *
 * @see S. Kullback, R. A. Leibler: "On information and sufficiency", Annals of Mathematical Statistics 22, 1951
 */
export function klDivergence(options: ReductionOptions = {}): Loss {
  const { reduction = "mean" } = givenOptions("klDivergence", options);
  return loss({ reduction });
}
