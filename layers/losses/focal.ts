import { type Expression, givenOptions } from "@descent/core";
import { checkBinary } from "./_check_targets.ts";
import { pointwiseLoss } from "./pointwise_loss.ts";
import type { Loss } from "./loss.ts";
import type { ReductionOptions } from "./reduction.ts";

/**
 * Options of {@linkcode focal}.
 *
 * @category Losses and penalties
 */
export interface FocalOptions extends ReductionOptions {
  /** How much less easy answers count, γ, finite and at least 0; default 2. */
  readonly gamma?: number;
  /** Weight of the answer yes, α, from 0 to 1; that of no is 1 − α; default 0.25. */
  readonly alpha?: number;
}

const loss = pointwiseLoss({
  kind: "focal",
  title: "Focal",
  scalars: ["gamma", "alpha"],
  value: ({ x, t, gamma, alpha }) => parts(x, t, gamma, alpha).value.add(x.sub(x)),
  slope: ({ x, t, gamma, alpha }) => parts(x, t, gamma, alpha).slope,
  checkTarget: checkBinary("Focal"),
});

/** The loss and its slope from `z = s x`: −log pₜ = log(1 + e⁻ᶻ), and qₜ^γ = exp(−γ log(1 + eᶻ)). */
function parts(x: Expression, t: Expression, gamma: Expression, alpha: Expression) {
  const side = t.mul(2).sub(1), z = x.mul(side), tail = z.abs().neg().exp().log1p();
  const cost = z.min(0).neg().add(tail);
  const focus = z.max(0).add(tail).mul(gamma).neg().exp();
  const share = t.greater(0).select(alpha, alpha.neg().add(1)).mul(focus);
  const inner = gamma.mul(z.sigmoid()).mul(cost).add(z.neg().sigmoid());
  return { value: share.mul(cost), slope: side.mul(share).mul(inner).neg() };
}

/**
 * Focal loss of logits, for yes-or-no answers of which nearly all are no: the mean over all elements of the batch of
 * `−aₜ (1 − pₜ)^γ log pₜ`, where pₜ is the probability `σ(x)` or `1 − σ(x)` of the right answer, and aₜ is α for yes
 * and 1 − α for no.
 *
 * Backward: `dx = s aₜ qₜ^γ (γ pₜ log pₜ − qₜ) / n` for n elements, with `qₜ = 1 − pₜ` and `s = 2 t − 1`. A NaN or
 * infinite prediction has a NaN or infinite loss and a NaN gradient.
 *
 * Takes predictions of any shape [N, ...] and targets 0 or 1 of the same shape and element type.
 *
 * @category Losses and penalties
 * @param options γ, α and reduction.
 * @returns The loss; its `forward` throws a `TypeError` when targets do not fit, a `RangeError`
 * when one is neither 0 nor 1.
 * @throws {RangeError} When γ or α is out of range.
 *
 * @example Without focus and balance it is half of the binary cross-entropy
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { focal } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const loss = focal({ gamma: 0, alpha: 0.5 }).build([1, 2], { arena, dtype: "f64" });
 * const x = arena.from([0, 0], [1, 2], "f64"), t = arena.from([0, 1], [1, 2], "f64");
 * assertAlmostEquals(loss.forward(x, t), Math.LN2 / 2, 1e-14);
 * ```
 *
 * @see T.-Y. Lin and others: "Focal loss for dense object detection", ICCV 2017, https://arxiv.org/abs/1708.02002
 */
export function focal(options: FocalOptions = {}): Loss {
  const { gamma = 2, alpha = 0.25, reduction = "mean" } = givenOptions("focal", options);
  if (!(gamma >= 0 && gamma < Infinity)) {
    throw new RangeError(`Focal: expected a finite gamma at least 0, got ${gamma}; try 2`);
  }
  if (!(alpha >= 0 && alpha <= 1)) {
    throw new RangeError(`Focal: expected alpha from 0 to 1, got ${alpha}; try 0.25`);
  }
  return loss({ gamma, alpha, reduction });
}
