import { givenOptions } from "@descent/core";
import { requirePositive } from "../_require.ts";
import { pointwiseLoss } from "./pointwise_loss.ts";
import type { Loss } from "./loss.ts";
import type { ReductionOptions } from "./reduction.ts";

/**
 * Options of {@linkcode smoothL1}.
 *
 * @category Losses and penalties
 */
export interface SmoothL1Options extends ReductionOptions {
  /** Size β of an error at which squares give way to absolute values, finite and above 0; default 1. */
  readonly beta?: number;
}

const loss = pointwiseLoss({
  kind: "smooth_l1",
  title: "Smooth L1",
  scalars: ["beta"],
  value({ x, t, beta }) {
    const size = x.sub(t).abs();
    const linear = size.sub(beta.mul(0.5)), square = size.mul(size.div(beta)).mul(0.5);
    return size.less(beta).select(square, linear);
  },
  slope: ({ x, t, beta }) => x.sub(t).div(beta).min(1).max(-1),
});

/**
 * Smooth L1 loss, a regression whose gradient is at most 1: the mean over all elements of the batch of `½ e² / β`
 * where `|e| < β`, else `|e| − ½ β`, with `e = x − t`. It is the Huber loss divided by its threshold.
 *
 * Backward: `dx = max(−1, min(1, e / β)) / n` for n elements. A NaN or infinite prediction has a NaN or infinite
 * loss and a NaN gradient.
 *
 * Takes predictions of any shape [N, ...] and targets of the same shape and element type.
 *
 * @category Losses and penalties
 * @param options β and reduction.
 * @returns The loss; its `forward` throws a `TypeError` when targets do not fit.
 * @throws {RangeError} When β is not finite and above 0.
 *
 * @example One error inside of β, one outside
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { smoothL1 } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const loss = smoothL1({ beta: 2 }).build([1, 2], { arena, dtype: "f64" });
 * const x = arena.from([1, 5], [1, 2], "f64"), t = arena.from([0, 0], [1, 2], "f64");
 * assertAlmostEquals(loss.forward(x, t), (0.25 + 4) / 2, 1e-14);
 * ```
 *
 * @see R. Girshick: "Fast R-CNN", ICCV 2015, https://arxiv.org/abs/1504.08083
 */
export function smoothL1(options: SmoothL1Options = {}): Loss {
  const { beta = 1, reduction = "mean" } = givenOptions("smoothL1", options);
  requirePositive("Smooth L1", "beta", beta, "1");
  return loss({ beta, reduction });
}
