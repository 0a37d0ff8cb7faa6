import { createEngine, numericGradient, randomStream, relativeError } from "@descent/core";
import type { Penalty } from "../penalties/penalty.ts";
import type { GradientError } from "./gradient_error.ts";

/**
 * Options of {@linkcode penaltyGradientErrors}.
 *
 * @category Gradient checks
 */
export interface PenaltyGradientOptions {
  /** Step h of the central differences `(f(x + h) − f(x − h)) / 2h`, greater than 0; default 1e-5. */
  readonly step?: number;
  /** Seed of the parameters; default 0. */
  readonly seed?: number;
}

/**
 * Compares what a penalty adds to gradients with central differences in f64: the error
 * `max |a − n| / max(1e-8, |a| + |n|)`.
 *
 * Parameters are normal random numbers: `weight` [5, 3], which decays, and `bias` [3], which does not.
 *
 * @category Gradient checks
 * @param penalty The penalty, of any kind.
 * @param options Step and seed, see {@linkcode PenaltyGradientOptions}.
 * @returns The error for `weight` and for `bias`.
 *
 * @example Check the L2 penalty
 * ```ts
 * import { l2Penalty, penaltyGradientErrors } from "@descent/layers";
 * import { assertLess } from "@std/assert";
 *
 * for (const { error } of penaltyGradientErrors(l2Penalty({ strength: 0.5 }))) assertLess(error, 1e-8);
 * ```
 */
export function penaltyGradientErrors(
  penalty: Penalty,
  { step = 1e-5, seed = 0 }: PenaltyGradientOptions = {},
): GradientError[] {
  using engine = createEngine();
  using arena = engine.arena();
  const random = randomStream({ seed });
  const parameters = [
    { role: "weight" as const, shape: [5, 3], decays: true },
    { role: "bias" as const, shape: [3], decays: false },
  ].map(({ role, shape, decays }) => {
    const value = arena.tensor(shape, "f64");
    random.split(role).fillNormal(value.data);
    return { name: role, value, gradient: arena.tensor(shape, "f64"), role, decays };
  });
  const built = penalty.build(parameters);
  built.addGradients();
  const analytic = parameters.map(({ gradient }) => gradient.data.slice());
  return parameters.map(({ name, value }, i) => ({
    tensor: name,
    error: relativeError(analytic[i], numericGradient(() => built.addGradients(), value, { step })),
  }));
}
