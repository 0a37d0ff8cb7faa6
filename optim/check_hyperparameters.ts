import { formatNumber } from "./_format_number.ts";
import type { Hyperparameter, Hyperparameters, OptimizerPlugin } from "./optimizer_plugin.ts";

/**
 * Checks given hyperparameters against an optimizer's table and fills in the defaults of the others.
 *
 * @param plugin The optimizer whose table holds.
 * @param values Some of its hyperparameters by name; default none, which gives the defaults.
 * @returns A value for every hyperparameter of the table, in the table's order.
 * @throws {TypeError} When a name is not in the table, or a value is no number.
 * @throws {RangeError} When a value is NaN or out of its range.
 *
 * @example Set one hyperparameter of Adam
 * ```ts
 * import { adam, checkHyperparameters } from "@descent/optim";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(checkHyperparameters(adam, { beta1: 0.8 }), {
 *   learningRate: 0.001,
 *   beta1: 0.8,
 *   beta2: 0.999,
 *   epsilon: 1e-8,
 * });
 * assertThrows(() => checkHyperparameters(adam, { beta1: 2 }), RangeError, "from 0 to 0.999999");
 * ```
 */
export function checkHyperparameters<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  values: Readonly<Record<string, unknown>> = {},
): H {
  const table: Readonly<Record<string, Hyperparameter>> = plugin.hyperparameters;
  for (const name of Object.keys(values)) {
    if (Object.hasOwn(table, name)) continue;
    throw new TypeError(
      `Optimizer '${plugin.name}': expected hyperparameters among ${
        Object.keys(table).join(", ")
      }, got '${name}'; check the spelling`,
    );
  }
  const complete = Object.entries(table).map(([name, { default: standard, range }]) => {
    const value = Object.hasOwn(values, name) ? values[name] : standard;
    const [minimum, maximum] = range;
    const wanted = `expected ${name} from ${formatNumber(minimum)} to ${formatNumber(maximum)}`;
    if (typeof value !== "number") {
      throw new TypeError(
        `Optimizer '${plugin.name}': ${wanted}, got ${typeof value} '${value}'; give a number`,
      );
    }
    if (!(value >= minimum && value <= maximum)) {
      throw new RangeError(
        `Optimizer '${plugin.name}': ${wanted}, got ${formatNumber(value)}; the default is ${
          formatNumber(standard)
        }`,
      );
    }
    return [name, value];
  });
  return Object.fromEntries(complete);
}
