import { givenOptions } from "@descent/core";
import { checkProbabilities } from "./_check_targets.ts";
import { type OutputNumbers, requireWeights } from "./_output_numbers.ts";
import { pointwiseLoss } from "./pointwise_loss.ts";
import type { Loss } from "./loss.ts";
import type { ReductionOptions } from "./reduction.ts";

/**
 * Options of {@linkcode binaryCrossEntropy}.
 *
 * @category Losses and penalties
 */
export interface BinaryCrossEntropyOptions extends ReductionOptions {
  /** Factor of the loss of each output (`weight` in PyTorch), one for all or one for each on the last axis; default 1. */
  readonly weight?: number | readonly number[];
  /** Factor of the part of the positive answers (`pos_weight`), in the same way; default 1. */
  readonly posWeight?: number | readonly number[];
}

const title = "Binary cross-entropy";
const checkTarget = checkProbabilities(title);

const plain = pointwiseLoss({
  kind: "binary_cross_entropy",
  title,
  // Each term is at least 0, so nothing cancels: max(x, 0) − x t would lose the digits of a confident answer.
  // A factor of 0 makes nothing of an infinite one; the last term is NaN where x is.
  value({ x, t }) {
    const rest = t.neg().add(1);
    const up = rest.greater(0).select(x.max(0).mul(rest), 0);
    const down = t.greater(0).select(x.min(0).mul(t), 0);
    return up.sub(down).add(x.abs().neg().exp().log1p());
  },
  slope({ x, t }) {
    const e = x.abs().neg().exp(), isPositive = x.greater(0), rest = t.neg().add(1);
    const up = isPositive.select(1, e).mul(rest), down = isPositive.select(e, 1).mul(t);
    return up.sub(down).div(e.add(1));
  },
  takesInfinity: true,
  checkTarget,
});

const weighted = pointwiseLoss({
  kind: "binary_cross_entropy",
  title,
  outputs: ["weight", "posWeight"],
  value({ x, t, weight, posWeight }) {
    const tail = x.abs().neg().exp().log1p(), isPositive = x.greater(0);
    const ofYes = posWeight.mul(t), ofNo = t.neg().add(1);
    // A factor of 0 makes nothing of an infinite cost.
    const yes = ofYes.equal(0).select(tail.mul(0), isPositive.select(tail, tail.sub(x)).mul(ofYes));
    const no = ofNo.equal(0).select(tail.mul(0), isPositive.select(tail.add(x), tail).mul(ofNo));
    return weight.mul(yes.add(no));
  },
  slope({ x, t, weight, posWeight }) {
    const e = x.abs().neg().exp(), isPositive = x.greater(0), rest = t.neg().add(1);
    const up = isPositive.select(1, e).mul(rest);
    const down = isPositive.select(e, 1).mul(t).mul(posWeight);
    return weight.mul(up.sub(down)).div(e.add(1));
  },
  takesInfinity: true,
  checkTarget,
});

/**
 * Binary cross-entropy of logits, for yes-or-no answers: `−mean (t log σ(x) + (1 − t) log(1 − σ(x)))` over all elements
 * of the batch, σ being the logistic function.
 *
 * With weights w and positive weights p of the outputs the loss of an element is
 * `−w (p t log σ(x) + (1 − t) log(1 − σ(x)))`; the mean divides by their number n all the same, as PyTorch's does.
 *
 * Backward: `dx = (σ(x) − t) / n` for n elements. Stable for logits of any size. An infinite one whose target agrees, 1
 * for plus and 0 for minus infinity, has a loss and a gradient of 0, any other an infinite loss and a finite gradient; a
 * NaN has a NaN loss and gradient.
 *
 * Takes logits of any shape [N, ...] and targets from 0 to 1 of the same shape and element type.
 *
 * @category Losses and penalties
 * @param options Weights and reduction.
 * @returns The loss; its `forward` throws a `TypeError` when targets do not fit, a `RangeError` when one is not from 0
 * to 1.
 * @throws {RangeError} When a weight is not finite and at least 0.
 *
 * @example An undecided answer costs log 2
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { binaryCrossEntropy } from "@descent/layers";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const loss = binaryCrossEntropy().build([1, 2], { arena, dtype: "f64" });
 * const logits = arena.from([0, 0], [1, 2], "f64"), targets = arena.from([1, 0], [1, 2], "f64");
 * assertAlmostEquals(loss.forward(logits, targets), Math.LN2, 1e-15);
 * assertEquals([...loss.backward().data], [-0.25, 0.25]);
 * ```
 */
export function binaryCrossEntropy(options: BinaryCrossEntropyOptions = {}): Loss {
  const { weight = 1, posWeight = 1, reduction = "mean" } = givenOptions(
    "binaryCrossEntropy",
    options,
  );
  const isPlain = (numbers: OutputNumbers) => numbers === 1;
  if (isPlain(weight) && isPlain(posWeight)) return plain({ reduction });
  requireWeights(`${title}: weight`, weight);
  requireWeights(`${title}: posWeight`, posWeight);
  return weighted({ weight, posWeight, reduction });
}
