import type { Hyperparameter } from "./optimizer_plugin.ts";

/**
 * The table entry of a learning rate.
 *
 * Its range is wide on purpose: a rate at which training diverges is a result that experiments show, not a mistake.
 * Defaults suit a two-layer net on MNIST at batch 128: the best of {@linkcode searchSettings} lies inside the
 * span, and is no end of it.
 *
 * @param standard The default, above 0.
 * @returns The entry.
 */
export function learningRate(standard: number): Hyperparameter {
  return {
    default: standard,
    range: [0, 1e9],
    scale: "log",
    doc: "Base step size, which the schedule scales.",
  };
}
