import type { Hyperparameter } from "../optimizer_plugin.ts";

/**
 * The largest share of an average that a bias correction can stand: at 1 the average would never leave its
 * start.
 */
export const belowOne = 0.999999;

/**
 * The table entry of a learning rate.
 *
 * Its range is wide on purpose: a rate at which training diverges is a result that experiments show, not a mistake.
 * Defaults suit a two-layer net on MNIST at batch 128: the best of `searchSettings` lies inside the span, and is
 * no end of it.
 *
 * @param standard The default, above 0.
 */
export function learningRate(standard: number): Hyperparameter {
  return {
    default: standard,
    range: [0, 1e9],
    scale: "log",
    doc: "Base step size, which the schedule scales.",
  };
}

/**
 * The table entry of the share that an average or a velocity keeps.
 *
 * @param standard The default.
 * @param of What is kept, for the help text.
 * @param largest The largest value that is accepted.
 */
export function keptShare(standard: number, of: string, largest = 1): Hyperparameter {
  return {
    default: standard,
    range: [0, largest],
    scale: "linear",
    doc: `Share of the ${of} that is kept at each step.`,
  };
}

/**
 * The table entry of the small number that keeps a divisor from 0.
 *
 * @param standard The default, above 0.
 * @param divisor What it is added to, for the help text.
 */
export function epsilon(
  standard: number,
  divisor = "root mean square gradient",
): Hyperparameter {
  return {
    default: standard,
    range: [0, 1e9],
    scale: "log",
    doc: `Added to the ${divisor}, against division by zero.`,
  };
}
