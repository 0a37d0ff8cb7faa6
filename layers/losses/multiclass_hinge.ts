import { formatShape, multiclassHingeRows, type Shape, type Tensor } from "@descent/core";
import { requirePositive } from "../_require.ts";
import { RowViews } from "../_row_views.ts";
import type { BuiltLoss, Loss, LossContext, Target } from "./loss.ts";

/** Options of {@linkcode multiclassHinge}. */
export interface MulticlassHingeOptions {
  /** Margin m by which the right class must be ahead, finite and above 0; default 1. */
  readonly margin?: number;
  /** The power p of each violation (`p` in PyTorch), 1 or 2; default 1. */
  readonly power?: 1 | 2;
  /**
   * `"mean"` divides the sum over the classes by their number K, as PyTorch's MultiMarginLoss does; default `"sum"`,
   * as in the course CS231n.
   */
  readonly classReduction?: "sum" | "mean";
}

/**
 * Multiclass hinge loss, that of the support vector machine: the mean over the batch of
 * `Σ max(0, m + x[k] − x[t])ᵖ` over the classes k other than t.
 *
 * Backward for p = 1: `dx[k] = [m + x[k] − x[t] > 0] / N` for the wrong classes, and for the right one minus their sum;
 * a violation of exactly 0 has no gradient. A row with a NaN or infinite score has a NaN loss and gradient.
 *
 * Takes scores [N, K] and class indices [N] (`i32`), each from 0 to K − 1.
 *
 * @param options Margin, power and reduction, see {@linkcode MulticlassHingeOptions}.
 * @returns The loss.
 * @throws {RangeError} When the margin is not finite and above 0, or the power neither 1 nor 2; at `forward`, when a
 * target is not a class.
 * @throws {TypeError} When the reduction is neither `"sum"` nor `"mean"`; when it is built for a prediction that is not
 * [N, K]; at `forward`, when targets are not `i32`.
 *
 * @example The right class is ahead by a half
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { multiclassHinge } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const loss = multiclassHinge().build([1, 3], { arena, dtype: "f32" });
 * const scores = arena.from([1.5, 2, -9], [1, 3]);
 * assertEquals(loss.forward(scores, arena.from([1], [1], "i32")), 0.5);
 * assertEquals([...loss.backward().data], [1, -1, 0]);
 * ```
 *
 * @see J. Weston, C. Watkins: "Support vector machines for multi-class pattern recognition", ESANN 1999
 */
export function multiclassHinge(
  { margin = 1, power = 1, classReduction = "sum" }: MulticlassHingeOptions = {},
): Loss {
  requirePositive("Multiclass hinge", "margin", margin, "1");
  if (power !== 1 && power !== 2) {
    throw new RangeError(`Multiclass hinge: expected power to be 1 or 2, got ${power}; try 1`);
  }
  if (classReduction !== "sum" && classReduction !== "mean") {
    throw new TypeError(
      `Multiclass hinge: expected classReduction "sum" or "mean", got "${classReduction}"; try "sum"`,
    );
  }
  const settings = { margin, power, classReduction };
  return {
    kind: "multiclass_hinge",
    build: (prediction, context) => new BuiltMulticlassHinge(settings, prediction, context),
  };
}

class BuiltMulticlassHinge implements BuiltLoss {
  readonly #margin: number;
  readonly #power: 1 | 2;
  readonly #scale: number;
  readonly #losses: RowViews;
  readonly #gradients: RowViews;
  #gradient!: Tensor;

  constructor(
    { margin, power, classReduction }: Required<MulticlassHingeOptions>,
    prediction: Shape,
    { arena, dtype }: LossContext,
  ) {
    const [N, ...rest] = prediction;
    if (prediction.length !== 2 || rest[0] === 0) {
      throw new TypeError(
        `Multiclass hinge: expected scores [N, K] with K at least 1, got ${
          formatShape(["N", ...rest])
        }; end the network with an affine layer of one unit for each class`,
      );
    }
    this.#margin = margin;
    this.#power = power;
    this.#scale = classReduction === "mean" ? 1 / rest[0] : 1;
    this.#losses = new RowViews(arena.tensor([N], dtype));
    this.#gradients = new RowViews(arena.tensor(prediction, dtype));
  }

  forward(x: Tensor, target: Target): number {
    if (target.dtype !== "i32") {
      throw new TypeError(
        `Multiclass hinge: expected targets [N] of type i32, got ${target.dtype} ${
          formatShape(target.shape)
        }; pass class indices`,
      );
    }
    const N = x.shape[0];
    this.#gradient = this.#gradients.first(N);
    return multiclassHingeRows({
      scores: x,
      target,
      losses: this.#losses.first(N),
      gradient: this.#gradient,
      margin: this.#margin,
      power: this.#power,
      scale: this.#scale,
    });
  }

  backward(): Tensor {
    return this.#gradient;
  }
}
