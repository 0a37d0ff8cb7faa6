import { givenOptions, sizeOf } from "@descent/core";
import { layerLabel, requireCount, requirePositive } from "../_require.ts";
import { constant, zeros } from "../initializers/constant.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { Layer } from "../layer.ts";
import { BuiltGroupNorm } from "./_built_group_norm.ts";
import { requireLastAxes } from "./_last_axes.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode layerNorm}.
 *
 * @category Normalization and regularization
 */
export interface LayerNormOptions {
  /** Number of last axes that are normalized together (the length of PyTorch's `normalized_shape`), at least 1; default 1. */
  readonly axes?: number;
  /** Added to the variance (`eps` in PyTorch), greater than 0; default 1e-5. */
  readonly epsilon?: number;
  /** Whether gain and bias are trained (`elementwise_affine`); default true. */
  readonly affine?: boolean;
  /** Name within the network; default `layerNorm` and its number. */
  readonly name?: string;
  /** Initial values of the gain; default all 1. */
  readonly gain?: Initializer;
  /** Initial values of the bias; default {@linkcode zeros}. */
  readonly bias?: Initializer;
}

/**
 * Layer normalization: `y = γ x̂ + β` with `x̂ = (x − μ) / √(σ² + ε)`, where μ and σ² are mean and variance (divisor m)
 * over the m values of the last axes, for each place on the axes before them; γ and β have the shape of the last axes.
 *
 * Backward: `dx = (g − mean(g) − x̂ · mean(g · x̂)) / √(σ² + ε)` with `g = γ dy` and means over the last axes;
 * `dγ = Σ dy x̂`, `dβ = Σ dy`. Train and eval do the same.
 *
 * Takes [N, D] or [N, ..., D] and gives the same shape; parameters are `gain` and `bias` of the last axes, which do not
 * decay.
 *
 * @category Normalization and regularization
 * @param options Axes, epsilon, name, initializers, and whether gain and bias are trained.
 * @returns The layer.
 * @throws {RangeError} When axes or epsilon is out of range.
 * @throws {TypeError} When it is built for an input with fewer axes after the batch.
 *
 * @example Each example for itself
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, layerNorm } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(layerNorm({ epsilon: 1e-12 }), [2, 2], { arena });
 * const y = built.forward(arena.from([4, 8, 5, 1], [2, 2]), "train");
 * assertEquals([...y.data], [-1, 1, 1, -1]);
 * ```
 *
 * @see J. L. Ba, J. R. Kiros, G. E. Hinton: "Layer normalization", arXiv:1607.06450, 2016
 */
export function layerNorm(options: LayerNormOptions = {}): Layer {
  const {
    axes = 1,
    epsilon = 1e-5,
    affine = true,
    name,
    gain = constant({ value: 1 }),
    bias = zeros(),
  } = givenOptions("layerNorm", options);
  const label = layerLabel("LayerNorm", name);
  requireCount(label, "axes", axes);
  requirePositive(label, "epsilon", epsilon, "1e-5");
  return configured("layerNorm", { axes, epsilon, affine, name, gain, bias }, {
    kind: "layerNorm",
    name,
    build: (input, context) => {
      requireLastAxes(layerLabel("LayerNorm", context.path), axes, input);
      const learned = input.slice(-axes), D = sizeOf(learned);
      return new BuiltGroupNorm(
        { groups: 1, epsilon, affine, gain, bias, input, rows: [sizeOf(input) / D, D], learned },
        context,
      );
    },
  });
}
