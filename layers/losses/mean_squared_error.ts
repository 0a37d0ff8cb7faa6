import { givenOptions } from "@descent/core";
import { pointwiseLoss } from "./pointwise_loss.ts";
import type { Loss } from "./loss.ts";
import type { ReductionOptions } from "./reduction.ts";

const loss = pointwiseLoss({
  kind: "mean_squared_error",
  title: "Mean squared error",
  value: ({ x, t }) => x.sub(t).square(),
  slope: ({ x, t }) => x.sub(t).mul(2),
});

/**
 * Mean squared error, the loss of regression: `mean (x − t)²` over all elements of the batch.
 *
 * Backward: `dx = 2 (x − t) / n` for n elements. A NaN or infinite prediction has a NaN or infinite loss and gradient.
 *
 * Takes predictions of any shape [N, ...] and targets of the same shape and element type.
 *
 * @category Losses and penalties
 * @param options Reduction.
 * @returns The loss; its `forward` throws a `TypeError` when targets do not fit.
 *
 * @example Two elements that are off by 1 and 3
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { meanSquaredError } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const loss = meanSquaredError().build([1, 2], { arena, dtype: "f32" });
 * assertEquals(loss.forward(arena.from([1, 3], [1, 2]), arena.from([0, 0], [1, 2])), 5);
 * assertEquals([...loss.backward().data], [1, 3]);
 * ```
 */
export function meanSquaredError(options: ReductionOptions = {}): Loss {
  const { reduction = "mean" } = givenOptions("meanSquaredError", options);
  return loss({ reduction });
}
