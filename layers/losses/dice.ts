import { givenOptions } from "@descent/core";
import { checkProbabilities } from "./_check_targets.ts";
import { rowLoss } from "./_row_loss.ts";
import type { Loss } from "./loss.ts";
import type { ReductionOptions } from "./reduction.ts";

/**
 * Options of {@linkcode dice}.
 *
 * @category Losses and penalties
 */
export interface DiceOptions extends ReductionOptions {
  /** Added above and below the line, finite and at least 0: an example without anything to find costs 0; default 1. */
  readonly smooth?: number;
}

const title = "Dice";
const checkTarget = checkProbabilities(title);

/**
 * Dice loss of probabilities, for masks of which little is set: the mean over the batch of
 * `1 − (2 Σ x t + s) / (Σ x + Σ t + s)`, sums going over all elements of an example.
 *
 * Backward: `dx = ((2 Σ x t + s) / D − 2 t) / D / N` with the divisor `D = Σ x + Σ t + s`. End the network with `sigmoid`.
 * A NaN or infinite prediction has a NaN loss, and a NaN gradient for its whole example.
 *
 * Takes predictions [N, ...] and targets from 0 to 1 of the same shape and element type.
 *
 * @category Losses and penalties
 * @param options Smoothing and reduction.
 * @returns The loss; its `forward` throws a `TypeError` when targets do not fit, a `RangeError` when one is not from 0
 * to 1.
 * @throws {RangeError} When `smooth` is not finite and at least 0.
 * @throws {TypeError} When it is built for a prediction that is not [N, ...].
 *
 * @example Half of what is found is right, and all that is right is found
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { dice } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const loss = dice({ smooth: 0 }).build([1, 3], { arena, dtype: "f64" });
 * const x = arena.from([1, 1, 0], [1, 3], "f64"), t = arena.from([1, 0, 0], [1, 3], "f64");
 * assertAlmostEquals(loss.forward(x, t), 1 - 2 / 3, 1e-15);
 * ```
 *
 * @see F. Milletari, N. Navab, S.-A. Ahmadi: "V-Net", 3DV 2016, https://arxiv.org/abs/1606.04797, with squares below the
 * line
 */
export function dice(options: DiceOptions = {}): Loss {
  const { smooth = 1, reduction = "mean" } = givenOptions("dice", options);
  if (!(Number.isFinite(smooth) && smooth >= 0)) {
    throw new RangeError(
      `${title}: expected smooth to be finite and at least 0, got ${smooth}; try 1`,
    );
  }
  return rowLoss({
    kind: "dice",
    title,
    rows: "examples",
    checkTarget,
    row({ x, t, gradient }, from, to, scale) {
      let upper = smooth, divisor = smooth;
      for (let i = from; i < to; i++) {
        upper += 2 * x[i] * t[i];
        divisor += x[i] + t[i];
      }
      const share = upper / divisor;
      for (let i = from; i < to; i++) gradient[i] = scale * ((share - 2 * t[i]) / divisor);
      return 1 - share;
    },
  }, reduction);
}
