import { checkHyperparameters } from "./check_hyperparameters.ts";
import type { Hyperparameters, OptimizerPlugin } from "./optimizer_plugin.ts";

/**
 * How far a search goes above and below the default learning rate. Short training under a falling schedule
 * wants rates of ten times the default, and the best should have a worse one on either side.
 */
const decades = 1.5;

/**
 * Options of {@linkcode searchSettings}.
 *
 * @category Hyperparameters
 */
export interface SearchSettingsOptions {
  /** Learning rate in the middle of the search; default the table's. */
  readonly middle?: number | undefined;
}

/**
 * The settings that a learning-rate search tries: rates log-spaced over three decades with the default in
 * the middle, the other hyperparameters at their defaults.
 *
 * The list depends on the table alone, so every optimizer gets the same number of settings at the same
 * ratios. An odd count includes the default. Rates have three significant digits, to be read and typed.
 *
 * @category Hyperparameters
 * @param plugin The optimizer whose table holds.
 * @param count How many settings, a whole number of at least 1.
 * @param options The middle of the search, see {@linkcode SearchSettingsOptions}.
 * @returns Complete settings, by rising learning rate; all in the table's range.
 * @throws {RangeError} When the count is no whole number of at least 1.
 *
 * @example Five settings of Adam
 * ```ts
 * import { adam, searchSettings } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const rates = searchSettings(adam, 5).map((setting) => setting.learningRate);
 * assertEquals(rates, [0.0000316, 0.000178, 0.001, 0.00562, 0.0316]);
 * ```
 */
export function searchSettings<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  count: number,
  { middle = plugin.hyperparameters.learningRate.default }: SearchSettingsOptions = {},
): H[] {
  if (!(Number.isSafeInteger(count) && count >= 1)) {
    throw new RangeError(
      `searchSettings: expected a whole number of settings of at least 1, got ${count}; give 1 to try only the default`,
    );
  }
  const { range: [minimum, maximum] } = plugin.hyperparameters.learningRate;
  const lowest = Math.max(minimum, middle / 10 ** decades);
  const highest = Math.min(maximum, middle * 10 ** decades);
  return Array.from({ length: count }, (_, index) => {
    if (count === 1) return checkHyperparameters(plugin, { learningRate: middle });
    const rate = lowest * (highest / lowest) ** (index / (count - 1));
    const short = Number(rate.toPrecision(3));
    const learningRate = Math.min(maximum, Math.max(minimum, short));
    return checkHyperparameters(plugin, { learningRate });
  });
}
