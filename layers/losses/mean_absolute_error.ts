import { givenOptions } from "@descent/core";
import { pointwiseLoss } from "./pointwise_loss.ts";
import type { Loss } from "./loss.ts";
import type { ReductionOptions } from "./reduction.ts";

const loss = pointwiseLoss({
  kind: "mean_absolute_error",
  title: "Mean absolute error",
  value: ({ x, t }) => x.sub(t).abs(),
  slope: ({ x, t }) => x.sub(t).sign(),
});

/**
 * Mean absolute error, the L1 loss of regression: `mean |x − t|` over all elements of the batch.
 *
 * Backward: `dx = sign(x − t) / n` for n elements, 0 where they are equal. A NaN or infinite prediction has a NaN or
 * infinite loss and a NaN gradient.
 *
 * Takes predictions of any shape [N, ...] and targets of the same shape and element type.
 *
 * @category Losses and penalties
 * @param options Reduction.
 * @returns The loss; its `forward` throws a `TypeError` when targets do not fit.
 *
 * @example Errors of 1 and 3
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { meanAbsoluteError } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const loss = meanAbsoluteError().build([1, 2], { arena, dtype: "f64" });
 * const x = arena.from([1, 3], [1, 2], "f64"), t = arena.from([0, 0], [1, 2], "f64");
 * assertAlmostEquals(loss.forward(x, t), 2, 1e-14);
 * ```
 */
export function meanAbsoluteError(options: ReductionOptions = {}): Loss {
  const { reduction = "mean" } = givenOptions("meanAbsoluteError", options);
  return loss({ reduction });
}
