import { formatShape, givenOptions, type Shape } from "@descent/core";
import { layerLabel, requireCount, requirePositive } from "../_require.ts";
import { constant, zeros } from "../initializers/constant.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { BuildContext, Layer } from "../layer.ts";
import { BuiltGroupNorm } from "./_built_group_norm.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode groupNorm}.
 *
 * @category Normalization and regularization
 */
export interface GroupNormOptions {
  /** Number of groups of neighbouring channels (`num_groups` in PyTorch), a divisor of that of channels. */
  readonly groups: number;
  /** Added to the variance (`eps` in PyTorch), greater than 0; default 1e-5. */
  readonly epsilon?: number;
  /** Whether gain and bias are trained; default true. */
  readonly affine?: boolean;
  /** Name within the network; default `groupNorm` and its number. */
  readonly name?: string;
  /** Initial values of the gain; default all 1. */
  readonly gain?: Initializer;
  /** Initial values of the bias; default {@linkcode zeros}. */
  readonly bias?: Initializer;
}

/**
 * Group normalization: `y = γ x̂ + β` with `x̂ = (x − μ) / √(σ² + ε)`, where μ and σ² are mean and variance (divisor m)
 * over the m values of one group of channels of one example; γ and β belong to a channel.
 *
 * Backward: `dx = (g − mean(g) − x̂ · mean(g · x̂)) / √(σ² + ε)` with `g = γ dy` and means over the group;
 * `dγ = Σ dy x̂`, `dβ = Σ dy`. Train and eval do the same.
 *
 * Takes [N, C, ...] and gives the same shape; parameters are `gain` and `bias` [C], which do not decay.
 *
 * @category Normalization and regularization
 * @param options Groups, epsilon, name, initializers, and whether gain and bias are trained.
 * @returns The layer.
 * @throws {RangeError} When groups or epsilon is out of range.
 * @throws {TypeError} When it is built for an input that is not [N, C, ...], or whose channels the groups do not divide.
 *
 * @example Each channel of each example for itself
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, groupNorm } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(groupNorm({ groups: 2, epsilon: 1e-12 }), [1, 2, 2], { arena });
 * const y = built.forward(arena.from([4, 8, 5, 1], [1, 2, 2]), "train");
 * assertEquals([...y.data], [-1, 1, 1, -1]);
 * ```
 *
 * @see Y. Wu, K. He: "Group normalization", ECCV 2018, arXiv:1803.08494
 */
export function groupNorm(options: GroupNormOptions): Layer {
  const {
    groups,
    epsilon = 1e-5,
    affine = true,
    name,
    gain = constant({ value: 1 }),
    bias = zeros(),
  } = givenOptions("groupNorm", options);
  const label = layerLabel("GroupNorm", name);
  requireCount(label, "groups", groups);
  requirePositive(label, "epsilon", epsilon, "1e-5");
  return configured("groupNorm", { groups, epsilon, affine, name, gain, bias }, {
    kind: "groupNorm",
    name,
    build: (input, context) => {
      checkInput(groups, input, context);
      const [N, C, ...rest] = input;
      return new BuiltGroupNorm(
        { groups, epsilon, affine, gain, bias, input, rows: [N, C, ...rest], learned: [C] },
        context,
      );
    },
  });
}

function checkInput(groups: number, input: Shape, { path }: BuildContext): void {
  const [, C, ...rest] = input;
  if (input.length >= 2 && C > 0 && !rest.includes(0) && C % groups === 0) return;
  throw new TypeError(
    `${
      layerLabel("GroupNorm", path)
    }: expected input [N, C, ...] with C a multiple of ${groups} groups and extents of at least 1, got ${
      formatShape(["N", ...input.slice(1)])
    }; use a divisor of C`,
  );
}
