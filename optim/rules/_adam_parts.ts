import type { HyperparameterTable } from "../optimizer_plugin.ts";
export { biasCorrection } from "../_bias_correction.ts";
import { decayRate, epsilon, largestCorrectedDecay } from "./_rows.ts";

/** The table entries of Adam that its relatives share. */
export const adamRows: HyperparameterTable<Record<"beta1" | "beta2" | "epsilon", number>> = {
  beta1: decayRate(
    0.9,
    "the first-moment estimate, the moving average of the gradient",
    largestCorrectedDecay,
  ),
  beta2: decayRate(
    0.999,
    "the second-moment estimate, the moving average of the squared gradient",
    largestCorrectedDecay,
  ),
  epsilon: epsilon(1e-8),
};

/** The weights of each new gradient in the moving averages; in 32 bits `1 - β₂` would lose digits. */
export const momentWeights = {
  oneMinusBeta1: ({ beta1 }: Readonly<Record<"beta1", number>>): number => 1 - beta1,
  oneMinusBeta2: ({ beta2 }: Readonly<Record<"beta2", number>>): number => 1 - beta2,
};
