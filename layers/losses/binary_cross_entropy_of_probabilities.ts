import { givenOptions } from "@descent/core";
import { checkProbabilities } from "./_check_targets.ts";
import { pointwiseLoss } from "./pointwise_loss.ts";
import type { Loss } from "./loss.ts";
import type { ReductionOptions } from "./reduction.ts";

const loss = pointwiseLoss({
  kind: "binary_cross_entropy_of_probabilities",
  title: "Binary cross-entropy of probabilities",
  value({ x, t }) {
    const yes = x.log().max(-100), no = x.neg().log1p().max(-100);
    return t.mul(yes).add(t.neg().add(1).mul(no)).neg();
  },
  slope: ({ x, t }) => x.sub(t).div(x.mul(x.neg().add(1)).max(1e-12)),
  checkTarget: checkProbabilities("Binary cross-entropy of probabilities"),
});

/**
 * Binary cross-entropy of predicted probabilities: `−mean (t log x + (1 − t) log(1 − x))` over all elements of the
 * batch, with logarithms of at least −100 and NaN for what is no probability.
 *
 * Backward: `dx = (x − t) / (x (1 − x)) / n` for n elements, with a divisor of at least 10⁻¹², as PyTorch's. To
 * train a network, take `binaryCrossEntropy` of its logits, which keeps more digits.
 *
 * Takes predictions of any shape [N, ...] and targets from 0 to 1 of the same shape and element type.
 *
 * @category Losses and penalties
 * @param options Reduction.
 * @returns The loss; its `forward` throws a `TypeError` when targets do not fit, a `RangeError`
 * when one is not from 0 to 1.
 *
 * @example An undecided answer costs log 2
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { binaryCrossEntropyOfProbabilities } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const loss = binaryCrossEntropyOfProbabilities().build([1, 2], { arena, dtype: "f64" });
 * const x = arena.from([0.5, 0.5], [1, 2], "f64"), t = arena.from([0, 1], [1, 2], "f64");
 * assertAlmostEquals(loss.forward(x, t), Math.LN2, 1e-14);
 * ```
 */
export function binaryCrossEntropyOfProbabilities(options: ReductionOptions = {}): Loss {
  const { reduction = "mean" } = givenOptions("binaryCrossEntropyOfProbabilities", options);
  return loss({ reduction });
}
