import { givenOptions } from "@descent/core";
import { requireFinite } from "../_require.ts";
import type { Layer } from "../layer.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode prelu}.
 *
 * @category Activations
 */
export interface PreluOptions {
  /** Name within the network; default `prelu` and its number. */
  readonly name?: string;
  /** Initial slope below 0, finite; default 0.25. */
  readonly initial?: number;
  /** Whether each channel (or feature), axis 1, learns its own; default false, one for all. */
  readonly perChannel?: boolean;
}

const activation = pointwiseLayer({
  kind: "prelu",
  title: "Prelu",
  value: ({ x, slope }) => x.greater(0).select(x, x.mul(slope)),
  slope: ({ x, slope }) => x.greater(0).select(1, slope),
  parameters: { slope: ({ x }) => x.greater(0).select(0, x) },
});

/**
 * The rectifier with a learned slope below 0: `y = x` above 0, else `a x`, for each element.
 *
 * Backward: `dx = dy` above 0, else `a dy`; `da = Σ dy x` over the elements below 0 that share a. A NaN or infinite
 * input gives NaN or infinity, and a NaN gradient.
 *
 * Takes [N, C, ...] and gives the same shape; the parameter is `slope` [C] or [1], which does not decay.
 *
 * @category Activations
 * @param options Name, initial value, and whether each channel has its own.
 * @returns The layer.
 * @throws {RangeError} When the initial value is not finite.
 * @throws {TypeError} When it is built for an input that is not [N, C, ...].
 *
 * @example A quarter of what is negative
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, prelu } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(prelu(), [1, 3], { arena });
 * assertEquals([...built.forward(arena.from([-8, 0, 5], [1, 3]), "eval").data], [-2, 0, 5]);
 * ```
 *
 * @see K. He and others: "Delving deep into rectifiers", 2015, https://arxiv.org/abs/1502.01852
 */
export function prelu(options: PreluOptions = {}): Layer {
  const { name, initial = 0.25, perChannel = false } = givenOptions("prelu", options);
  requireFinite("Prelu", "initial", initial, "0.25");
  return configured(
    "prelu",
    { name, initial, perChannel },
    activation({ name, slope: initial, perChannel }),
  );
}
