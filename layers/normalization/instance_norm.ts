import { formatShape, givenOptions } from "@descent/core";
import { layerLabel, requirePositive } from "../_require.ts";
import { constant, zeros } from "../initializers/constant.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { Layer } from "../layer.ts";
import { BuiltGroupNorm } from "./_built_group_norm.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode instanceNorm}.
 *
 * @category Normalization and regularization
 */
export interface InstanceNormOptions {
  /** Added to the variance (`eps` in PyTorch), greater than 0; default 1e-5. */
  readonly epsilon?: number;
  /** Whether gain and bias are trained; default true, PyTorch's is false. */
  readonly affine?: boolean;
  /** Name within the network; default `instanceNorm` and its number. */
  readonly name?: string;
  /** Initial values of the gain; default all 1. */
  readonly gain?: Initializer;
  /** Initial values of the bias; default {@linkcode zeros}. */
  readonly bias?: Initializer;
}

/**
 * Instance normalization: `y = γ x̂ + β` with `x̂ = (x − μ) / √(σ² + ε)`, where μ and σ² are mean and variance (divisor m)
 * over the m places of one channel of one example; γ and β belong to a channel. It is `groupNorm` with a group for each
 * channel.
 *
 * Backward: `dx = γ (dy − mean(dy) − x̂ · mean(dy · x̂)) / √(σ² + ε)` with means over the places; `dγ = Σ dy x̂`,
 * `dβ = Σ dy`. Train and eval do the same.
 *
 * Takes [N, C, W] or [N, C, H, W] and gives the same shape; parameters are `gain` and `bias` [C], which do not decay.
 *
 * @category Normalization and regularization
 * @param options Epsilon, name, initializers, and whether gain and bias are trained.
 * @returns The layer.
 * @throws {RangeError} When epsilon is out of range.
 * @throws {TypeError} When it is built for an input without axes after the channels.
 *
 * @example Each channel of each example for itself
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, instanceNorm } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(instanceNorm({ epsilon: 1e-12 }), [1, 2, 2], { arena });
 * const y = built.forward(arena.from([4, 8, 5, 1], [1, 2, 2]), "train");
 * assertEquals([...y.data], [-1, 1, 1, -1]);
 * ```
 *
 * @see D. Ulyanov, A. Vedaldi, V. Lempitsky: "Instance normalization", 2016, https://arxiv.org/abs/1607.08022
 */
export function instanceNorm(options: InstanceNormOptions = {}): Layer {
  const {
    epsilon = 1e-5,
    affine = true,
    name,
    gain = constant({ value: 1 }),
    bias = zeros(),
  } = givenOptions("instanceNorm", options);
  requirePositive(layerLabel("InstanceNorm", name), "epsilon", epsilon, "1e-5");
  return configured("instanceNorm", { epsilon, affine, name, gain, bias }, {
    kind: "instanceNorm",
    name,
    build: (input, context) => {
      const [, C, ...rest] = input;
      if (rest.length === 0 || C === 0 || rest.includes(0)) {
        throw new TypeError(
          `${
            layerLabel("InstanceNorm", context.path)
          }: expected input [N, C, W] or [N, C, H, W] with extents of at least 1, got ${
            formatShape(["N", ...input.slice(1)])
          }; features without places have nothing to normalize over`,
        );
      }
      return new BuiltGroupNorm(
        { groups: C, epsilon, affine, gain, bias, input, rows: input, learned: [C] },
        context,
      );
    },
  });
}
