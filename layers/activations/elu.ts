import { requireFinite } from "../_require.ts";
import type { Layer } from "../layer.ts";
import { nanUnlessFinite, pointwiseActivation } from "./_pointwise_activation.ts";
import { configured } from "../_configured.ts";

/** Options of {@linkcode elu}. */
export interface EluOptions {
  /** Name within the network; default `elu` and its number. */
  readonly name?: string;
  /** The limit α below 0, finite; default 1. */
  readonly alpha?: number;
}

const activation = pointwiseActivation({
  kind: "elu",
  scalars: ["alpha"],
  value: ({ x, alpha }) => x.greater(0).select(x, x.expm1().mul(alpha).add(nanUnlessFinite(x))),
  slope: ({ x, alpha }) => x.greater(0).select(1, x.exp().mul(alpha)),
});

/**
 * The exponential linear unit: `y = x` above 0, else `α (eˣ − 1)`, for each element.
 *
 * Backward: `dx = dy` above 0, else `α eˣ dy`; the slope at 0 is α, as PyTorch's. A NaN or infinite input gives NaN
 * or infinity, and a NaN gradient.
 *
 * Takes any shape and gives the same shape.
 *
 * @param options Name and α.
 * @returns The layer.
 * @throws {RangeError} When α is not finite.
 *
 * @example Large negative numbers go to −α
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { elu } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = elu({ alpha: 2 }).build([1, 3], {
 *   arena,
 *   dtype: "f32",
 *   random: randomStream({ seed: 1 }),
 *   path: "elu1",
 *   needsInputGradient: true,
 * });
 * assertEquals([...built.forward(arena.from([-99, 0, 5], [1, 3]), "eval").data], [-2, 0, 5]);
 * ```
 *
 * @see D.-A. Clevert, T. Unterthiner, S. Hochreiter: "Fast and accurate deep network learning by exponential linear
 * units", ICLR 2016, https://arxiv.org/abs/1511.07289
 */
export function elu({ name, alpha = 1 }: EluOptions = {}): Layer {
  requireFinite("Elu", "alpha", alpha, "1");
  return configured("elu", { name, alpha }, activation(name, { alpha }));
}
