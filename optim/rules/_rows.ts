import { longAverages, shortAverages, weightDecays } from "../_search_distributions.ts";
import type { Hyperparameter } from "../optimizer_plugin.ts";

/** The largest decay rate that a bias correction can stand: at 1 a moving average would never leave its start. */
export const largestCorrectedDecay = 0.999999;

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
    doc: "Learning rate, which the learning-rate schedule scales.",
  };
}

/**
 * The table entry of a moving average's decay rate.
 *
 * @param standard The default; below 0.95 a search draws from {@linkcode shortAverages}, else {@linkcode longAverages}.
 * @param of The average, for the help text.
 * @param largest The largest value that is accepted.
 */
export function decayRate(standard: number, of: string, largest = 1): Hyperparameter {
  return {
    default: standard,
    range: [0, largest],
    scale: "linear",
    search: standard < 0.95 ? shortAverages : longAverages,
    doc: `Exponential decay rate of ${of}.`,
  };
}

/**
 * The table entry of RMSProp's smoothing constant α.
 *
 * @param of The moving averages that it smooths, for the help text.
 */
export function smoothingConstant(of: string): Hyperparameter {
  return { ...decayRate(0.99, of), doc: `Smoothing constant, exponential decay rate of ${of}.` };
}

/**
 * The table entry of momentum μ.
 *
 * @param standard The default.
 */
export function momentumFactor(standard: number): Hyperparameter {
  return {
    default: standard,
    range: [0, 1],
    scale: "linear",
    search: shortAverages,
    doc: "Momentum, the factor of the velocity at each step.",
  };
}

/**
 * The table entry of ε.
 *
 * @param standard The default, above 0.
 * @param where More precisely than "the denominator", for the help text.
 */
export function epsilon(standard: number, where = "the denominator"): Hyperparameter {
  return {
    default: standard,
    range: [0, 1e9],
    scale: "log",
    search: { logUniform: [1e-10, 1e-3] },
    doc: `Epsilon added to ${where} for numerical stability.`,
  };
}

/**
 * The table entry of the coefficient λ of a rule's own weight decay.
 *
 * @param standard The default.
 * @param how How it decays, for the help text.
 */
export function weightDecay(standard: number, how: string): Hyperparameter {
  return {
    default: standard,
    range: [0, 1e3],
    scale: standard > 0 ? "log" : "linear",
    search: weightDecays,
    doc: `Weight decay, ${how}.`,
  };
}

/**
 * The table entry of a whole number.
 *
 * @param standard The default.
 * @param range Smallest and largest value.
 * @param doc The sentence of the help text.
 */
export function wholeNumber(
  standard: number,
  range: Hyperparameter["range"],
  doc: string,
): Hyperparameter {
  return { default: standard, range, scale: "linear", whole: true, doc };
}

/**
 * The table entry of a choice, whose value is the place of a word.
 *
 * @param choices The words, the default first.
 * @param doc The sentence of the help text.
 */
export function choice(choices: readonly string[], doc: string): Hyperparameter {
  return { ...wholeNumber(0, [0, choices.length - 1], doc), choices };
}

/**
 * The table entry of a switch, 0 or 1.
 *
 * @param isOn The default.
 * @param doc The sentence of the help text.
 */
export function onOff(isOn: boolean, doc: string): Hyperparameter {
  return { ...choice(["off", "on"], doc), default: Number(isOn) };
}

/**
 * The table entry of a factor or bound without a customary range.
 *
 * @param standard The default, above 0.
 * @param doc The sentence of the help text.
 */
export function positive(standard: number, doc: string): Hyperparameter {
  return { default: standard, range: [0, 1e9], scale: "log", doc };
}
