import { absoluteSum, givenOptions, pointwise } from "@descent/core";
import { normPenalty } from "./_norm_penalty.ts";
import { decays } from "./_select_parameters.ts";
import type { ParameterSelection, Penalty } from "./penalty.ts";

/**
 * Options of {@linkcode l1Penalty}.
 *
 * @category Losses and penalties
 */
export interface L1PenaltyOptions {
  /** The factor λ, finite and at least 0. */
  readonly strength: number;
  /** Which parameters it applies to, by name or by a test; default those that decay. */
  readonly parameters?: ParameterSelection;
}

const gradientRule = pointwise({
  name: "L1 penalty",
  tensors: ["weight", "gradient"],
  scalars: ["strength"],
  update: ({ weight, gradient, strength }) => ({
    gradient: gradient.add(weight.sign().mul(strength)),
  }),
});

/**
 * The sum norm of the weights, which drives many of them to 0: `λ Σ |w|`, by default over all parameters that decay.
 *
 * Gradient: `λ sign w`, 0 at 0.
 *
 * @category Losses and penalties
 * @param options The strength λ and the parameters.
 * @returns The penalty; its `build` throws a `TypeError` when a name is that of no parameter.
 * @throws {RangeError} When the strength is negative or not finite.
 *
 * @example One weight of −3 with strength 2
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { l1Penalty } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([-3]), gradient = arena.from([1]);
 * const weight = { name: "w", value, gradient, role: "weight", decays: true } as const;
 * assertEquals(l1Penalty({ strength: 2 }).build([weight]).addGradients(), 6);
 * assertEquals([...weight.gradient.data], [-1]);
 * ```
 *
 * @see R. Tibshirani: "Regression shrinkage and selection via the lasso", Journal of the Royal Statistical Society B 58,
 * 1996
 */
export function l1Penalty(options: L1PenaltyOptions): Penalty {
  const { strength, parameters = decays } = givenOptions("l1Penalty", options);
  return normPenalty({
    title: "L1",
    kind: "l1",
    strength,
    parameters,
    size: absoluteSum,
    factor: 1,
    rule: gradientRule,
  });
}
