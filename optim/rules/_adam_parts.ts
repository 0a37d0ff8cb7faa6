import type { HyperparameterTable } from "../optimizer_plugin.ts";
import { belowOne, epsilon, keptShare } from "./_rows.ts";

/** The table entries of Adam that its relatives share. */
export const adamRows: HyperparameterTable<Record<"beta1" | "beta2" | "epsilon", number>> = {
  beta1: keptShare(0.9, "mean gradient", belowOne),
  beta2: keptShare(0.999, "mean square gradient", belowOne),
  epsilon: epsilon(1e-8, "corrected root mean square gradient"),
};

/** The shares that the averages take from each new gradient; in 32 bits `1 - β₂` would lose digits. */
export const adamShares = {
  meanShare: ({ beta1 }: Readonly<Record<"beta1", number>>): number => 1 - beta1,
  squareShare: ({ beta2 }: Readonly<Record<"beta2", number>>): number => 1 - beta2,
};

/** How much of an average that starts at 0 has come in after some steps: `1 − βᵗ`. */
export function filled(beta: number, step: number): number {
  return 1 - beta ** step;
}
