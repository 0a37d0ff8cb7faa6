import { givenOptions, multiclassHingeRows } from "@descent/core";
import { requirePositive } from "../_require.ts";
import { BuiltClassLoss, checkClassOptions, type ClassLoss } from "./_class_loss.ts";
import type { Loss } from "./loss.ts";
import type { ReductionOptions } from "./reduction.ts";

/**
 * Options of {@linkcode multiclassHinge}.
 *
 * @category Losses and penalties
 */
export interface MulticlassHingeOptions extends ReductionOptions {
  /** Margin m by which the right class must be ahead, finite and above 0; default 1. */
  readonly margin?: number;
  /** The power p of each violation (`p` in PyTorch), 1 or 2; default 1. */
  readonly power?: 1 | 2;
  /**
   * `"mean"` divides the sum over the classes by their number K, as PyTorch's MultiMarginLoss does; default `"sum"`,
   * as in the course CS231n.
   */
  readonly classReduction?: "sum" | "mean";
  /** Weight of the rows of each class (`weight` in PyTorch), finite and at least 0; default all 1. */
  readonly classWeights?: readonly number[];
  /** The target of rows that do not count; default none. */
  readonly ignoreIndex?: number;
}

const title = "Multiclass hinge";

/**
 * Multiclass hinge loss, that of the support vector machine: the mean over the batch of
 * `Σ max(0, m + x[k] − x[t])ᵖ` over the classes k other than t.
 *
 * Backward for p = 1: `dx[k] = [m + x[k] − x[t] > 0] / N` for the wrong classes, and for the right one minus their sum;
 * a violation of exactly 0 has no gradient. A row with a NaN or infinite score has a NaN loss and gradient. A row's loss
 * is multiplied by the weight of its class; the mean divides by the number of rows all the same, as PyTorch's does.
 *
 * Takes scores [N, K] and class indices [N] (`i32`), each from 0 to K − 1, or [N, ..., K] and [N, ...].
 *
 * @category Losses and penalties
 * @param options Margin, power, weights and reductions, see {@linkcode MulticlassHingeOptions}.
 * @returns The loss.
 * @throws {RangeError} When an option is out of range; at `forward`, when a target is not a class.
 * @throws {TypeError} When a reduction is none; when it is built for a prediction that is not [N, ..., K]; at `forward`,
 * when targets are not `i32`.
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
export function multiclassHinge(options: MulticlassHingeOptions = {}): Loss {
  const {
    margin = 1,
    power = 1,
    classReduction = "sum",
    classWeights,
    ignoreIndex,
    reduction = "mean",
  } = givenOptions("multiclassHinge", options);
  requirePositive(title, "margin", margin, "1");
  if (power !== 1 && power !== 2) {
    throw new RangeError(`${title}: expected power to be 1 or 2, got ${power}; try 1`);
  }
  if (classReduction !== "sum" && classReduction !== "mean") {
    throw new TypeError(
      `${title}: expected classReduction "sum" or "mean", got "${classReduction}"; try "sum"`,
    );
  }
  const rows = { reduction, classWeights, ignoreIndex };
  checkClassOptions(title, rows);
  return {
    kind: "multiclass_hinge",
    build(prediction, context) {
      const loss: ClassLoss = {
        title,
        options: rows,
        dividesByClassWeights: false,
        factor: classReduction === "mean" ? 1 / prediction.at(-1)! : 1,
        compute: (rows) => void multiclassHingeRows({ ...rows, margin, power }),
      };
      return new BuiltClassLoss(loss, prediction, context);
    },
  };
}
