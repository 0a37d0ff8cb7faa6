import type { Tensor } from "@descent/core";
import { pointwiseLoss } from "./_pointwise_loss.ts";
import type { Loss } from "./loss.ts";

const loss = pointwiseLoss({
  kind: "binary_cross_entropy",
  title: "Binary cross-entropy",
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
  checkTarget: checkProbabilities,
});

/**
 * Binary cross-entropy of logits, for yes-or-no answers: `−mean (t log σ(x) + (1 − t) log(1 − σ(x)))` over all elements
 * of the batch, σ being the logistic function.
 *
 * Backward: `dx = (σ(x) − t) / n` for n elements. Stable for logits of any size. An infinite one whose target agrees, 1
 * for plus and 0 for minus infinity, has a loss and a gradient of 0, any other an infinite loss and a finite gradient; a NaN
 * has a NaN loss and gradient.
 *
 * Takes logits of any shape [N, ...] and targets from 0 to 1 of the same shape and element type.
 *
 * @returns The loss; its `forward` throws a `TypeError` when targets do not fit, a `RangeError` when one is not from 0
 * to 1.
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
export function binaryCrossEntropy(): Loss {
  return loss({});
}

function checkProbabilities({ data }: Tensor): void {
  for (let i = 0; i < data.length; i++) {
    if (!(data[i] >= 0 && data[i] <= 1)) {
      throw new RangeError(
        `Binary cross-entropy: expected targets from 0 to 1, got ${
          data[i]
        } at ${i}; pass probabilities`,
      );
    }
  }
}
