import { givenOptions } from "@descent/core";
import { requirePositive } from "../_require.ts";
import { pointwiseLoss } from "./pointwise_loss.ts";
import type { Loss } from "./loss.ts";
import type { ReductionOptions } from "./reduction.ts";

/**
 * Options of {@linkcode huber}.
 *
 * @category Losses and penalties
 */
export interface HuberOptions extends ReductionOptions {
  /** Threshold δ at which squares give way to absolute values, finite and above 0; default 1. */
  readonly delta?: number;
}

const loss = pointwiseLoss({
  kind: "huber",
  title: "Huber",
  scalars: ["delta"],
  value({ x, t, delta }) {
    const error = x.sub(t), size = error.abs();
    const linear = size.sub(delta.mul(0.5)).mul(delta);
    return size.greater(delta).select(linear, error.square().mul(0.5));
  },
  slope: ({ x, t, delta }) => x.sub(t).min(delta).max(delta.neg()),
});

/**
 * Huber loss, a regression that outliers do not spoil: the mean over all elements of the batch of `½ e²` where
 * `|e| ≤ δ`, else `δ (|e| − ½ δ)`, with `e = x − t`.
 *
 * Backward: `dx = max(−δ, min(δ, e)) / n` for n elements. A NaN or infinite prediction has a NaN or infinite loss and a
 * NaN gradient.
 *
 * Takes predictions of any shape [N, ...] and targets of the same shape and element type.
 *
 * @category Losses and penalties
 * @param options δ and reduction.
 * @returns The loss; its `forward` throws a `TypeError` when targets do not fit.
 * @throws {RangeError} When δ is not finite and above 0.
 *
 * @example An error of 1 is squared, one of 10 is not
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { huber } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const loss = huber({ delta: 2 }).build([1, 2], { arena, dtype: "f32" });
 * assertEquals(loss.forward(arena.from([1, 10], [1, 2]), arena.from([0, 0], [1, 2])), (0.5 + 18) / 2);
 * assertEquals([...loss.backward().data], [0.5, 1]);
 * ```
 *
 * @see P. J. Huber: "Robust estimation of a location parameter", Annals of Mathematical Statistics 35, 1964
 */
export function huber(options: HuberOptions = {}): Loss {
  const { delta = 1, reduction = "mean" } = givenOptions("huber", options);
  requirePositive("Huber", "delta", delta, "1");
  return loss({ delta, reduction });
}
