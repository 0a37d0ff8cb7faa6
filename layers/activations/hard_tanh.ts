import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { nanUnlessFinite } from "./nan_unless_finite.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";

/**
 * Options of {@linkcode hardTanh}.
 *
 * @category Activations
 */
export interface HardTanhOptions {
  /** Name within the network; default `hardTanh` and its number. */
  readonly name?: string;
  /** Lower limit (`min_val` in PyTorch), finite; default −1. */
  readonly min?: number;
  /** Upper limit (`max_val`), finite and above the lower one; default 1. */
  readonly max?: number;
}

const activation = pointwiseLayer({
  kind: "hardTanh",
  scalars: ["min", "max"],
  value: ({ x, min, max }) => x.max(min).min(max).add(nanUnlessFinite(x)),
  slope: ({ x, min, max }) => x.greater(min).and(x.less(max)).select(1, 0),
});

/**
 * The straight line between two limits: `y = min(max(x, m), M)` for each element, m being the lower limit and M the
 * upper one.
 *
 * Backward: `dx = dy · [m < x < M]`. A NaN or infinite input gives NaN both ways: a network that diverged must not
 * come out as saturated.
 *
 * Takes any shape and gives the same shape.
 *
 * @category Activations
 * @param options Name and limits.
 * @returns The layer.
 * @throws {RangeError} When a limit is not finite, or the lower one not below the upper one.
 *
 * @example Limits of −1 and 1
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, hardTanh } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(hardTanh(), [1, 3], { arena });
 * assertEquals([...built.forward(arena.from([-3, 0.5, 9], [1, 3]), "eval").data], [-1, 0.5, 1]);
 * ```
 *
 * @see R. Collobert: "Large scale machine learning", 2004
 */
export function hardTanh(options: HardTanhOptions = {}): Layer {
  const { name, min = -1, max = 1 } = givenOptions("hardTanh", options);
  if (!(Number.isFinite(min) && Number.isFinite(max) && min < max)) {
    throw new RangeError(
      `HardTanh: expected finite limits, min below max, got ${min} and ${max}; try -1 and 1`,
    );
  }
  return activation({ name, min, max });
}
