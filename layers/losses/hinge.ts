import { givenOptions } from "@descent/core";
import { requirePositive } from "../_require.ts";
import { checkBinary } from "./_check_targets.ts";
import { pointwiseLoss } from "./pointwise_loss.ts";
import type { Loss } from "./loss.ts";
import type { ReductionOptions } from "./reduction.ts";

/**
 * Options of {@linkcode hinge}.
 *
 * @category Losses and penalties
 */
export interface HingeOptions extends ReductionOptions {
  /** Margin m by which the right side must be ahead, finite and above 0; default 1. */
  readonly margin?: number;
  /** The power p of a violation, 1, or 2 for the squared hinge; default 1. */
  readonly power?: 1 | 2;
}

const loss = pointwiseLoss({
  kind: "hinge",
  title: "Hinge",
  scalars: ["margin", "isSquared"],
  value({ x, t, margin, isSquared }) {
    const violation = margin.sub(x.mul(t.mul(2).sub(1))).max(0).add(x.sub(x));
    return isSquared.greater(0).select(violation.square(), violation);
  },
  slope({ x, t, margin, isSquared }) {
    const side = t.mul(2).sub(1), violation = margin.sub(x.mul(side)).max(0);
    const linear = violation.greater(0).select(1, 0);
    return isSquared.greater(0).select(violation.mul(2), linear).mul(side).neg();
  },
  checkTarget: checkBinary("Hinge"),
});

/**
 * Hinge loss of yes-or-no answers, that of the support vector machine: the mean over all elements of the batch of
 * `max(0, m − s x)ᵖ` with the side `s = 2 t − 1`, −1 or 1.
 *
 * Backward for p = 1: `dx = −s [m − s x > 0] / n` for n elements. A NaN or infinite prediction has a NaN or infinite
 * loss and a NaN gradient.
 *
 * Takes predictions of any shape [N, ...] and targets 0 or 1 of the same shape and element type.
 *
 * @category Losses and penalties
 * @param options Margin, power and reduction.
 * @returns The loss; its `forward` throws a `TypeError` when targets do not fit, a `RangeError`
 * when one is neither 0 nor 1.
 * @throws {RangeError} When the margin is not finite and above 0, or the power neither 1 nor 2.
 *
 * @example One violation of a half, squared
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { hinge } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const loss = hinge({ power: 2 }).build([1, 2], { arena, dtype: "f64" });
 * const x = arena.from([0.5, -3], [1, 2], "f64"), t = arena.from([1, 0], [1, 2], "f64");
 * assertAlmostEquals(loss.forward(x, t), 0.125, 1e-14);
 * ```
 *
 * @see C. Cortes, V. Vapnik: "Support-vector networks", Machine Learning 20, 1995
 */
export function hinge(options: HingeOptions = {}): Loss {
  const { margin = 1, power = 1, reduction = "mean" } = givenOptions("hinge", options);
  requirePositive("Hinge", "margin", margin, "1");
  if (power !== 1 && power !== 2) {
    throw new RangeError(`Hinge: expected power to be 1 or 2, got ${power}; try 1`);
  }
  return loss({ margin, isSquared: power === 2 ? 1 : 0, reduction });
}
