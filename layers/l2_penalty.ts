import { type Parameter, pointwise, squaredSum } from "@descent/core";
import { decays, selectParameters } from "./_select_parameters.ts";
import type { BuiltPenalty, ParameterSelection, Penalty } from "./penalty.ts";

/** Options of {@linkcode l2Penalty}. */
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
 * const weight = { name: "w", value: arena.from([3]), gradient: arena.from([1]), decays: true };
 * assertEquals(l2Penalty({ strength: 2 }).build([weight]).addGradients(), 9);
 * assertEquals([...weight.gradient.data], [7]);
 * ```
 */
export function l2Penalty({ strength, parameters = decays }: L2PenaltyOptions): Penalty {
  if (!(Number.isFinite(strength) && strength >= 0)) {
    throw new RangeError(
      `L2 penalty: expected a finite strength of at least 0, got ${strength}; try 1e-4`,
    );
  }
  return {
    kind: "l2",
    build: (all) => buildL2Penalty(strength, selectParameters("L2", all, parameters)),
  };
}

function buildL2Penalty(strength: number, parameters: readonly Parameter[]): BuiltPenalty {
  const weights = parameters.map(({ value }) => value);
  const kernels = parameters.map(({ value, gradient }) =>
    gradientRule.bind({ weight: value, gradient })
  );
  const scalars = { strength };
  return {
    addGradients(): number {
      let squares = 0;
      for (let i = 0; i < weights.length; i++) {
        squares += squaredSum(weights[i]);
        kernels[i].run(scalars);
      }
      return 0.5 * strength * squares;
    },
  };
}
