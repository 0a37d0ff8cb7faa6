import { givenOptions, pointwise, squaredSum } from "@descent/core";
import { normPenalty } from "./_norm_penalty.ts";
import { decays } from "./_select_parameters.ts";
import type { ParameterSelection, Penalty } from "./penalty.ts";

/**
 * Options of {@linkcode l2Penalty}.
 *
 * @category Losses and penalties
 */
export interface L2PenaltyOptions {
  /** The factor λ, finite and at least 0. */
  readonly strength: number;
  /** Which parameters it applies to, by name or by a test; default those that decay. */
  readonly parameters?: ParameterSelection;
}

const gradientRule = pointwise({
  name: "L2 penalty",
  tensors: ["weight", "gradient"],
  scalars: ["strength"],
  update: ({ weight, gradient, strength }) => ({ gradient: gradient.add(strength.mul(weight)) }),
});

/**
 * The squared Euclidean norm of the weights: `½ λ Σ w²`, by default over all parameters that decay, as in the course
 * CS231n.
 *
 * Gradient: `λ w`.
 *
 * @category Losses and penalties
 * @param options The strength λ and the parameters.
 * @returns The penalty; its `build` throws a `TypeError` when a name is that of no parameter.
 * @throws {RangeError} When the strength is negative or not finite.
 *
 * @example One weight of 3 with strength 2
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { l2Penalty } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([3]), gradient = arena.from([1]);
 * const weight = { name: "w", value, gradient, role: "weight", decays: true } as const;
 * assertEquals(l2Penalty({ strength: 2 }).build([weight]).addGradients(), 9);
 * assertEquals([...weight.gradient.data], [7]);
 * ```
 */
export function l2Penalty(options: L2PenaltyOptions): Penalty {
  const { strength, parameters = decays } = givenOptions("l2Penalty", options);
  return normPenalty({
    title: "L2",
    kind: "l2",
    strength,
    parameters,
    size: squaredSum,
    factor: 0.5,
    rule: gradientRule,
  });
}
