import { givenOptions } from "@descent/core";
import { formatNumber } from "./_format_number.ts";
import { formatRange, isInRange } from "./_range.ts";
import type { Hyperparameter, Hyperparameters, OptimizerPlugin } from "./optimizer_plugin.ts";

/**
 * Checks given hyperparameters against an optimizer's table and fills in the defaults of the others.
 *
 * @category Hyperparameters
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
  givenOptions(`Optimizer '${plugin.name}'`, values);
  for (const [name, value] of Object.entries(values)) checkHyperparameter(plugin, name, value);
  return Object.fromEntries(
    Object.entries(table).map(([name, { default: standard }]) => [
      name,
      Object.hasOwn(values, name) ? values[name] : standard,
    ]),
  ) as unknown as H;
}

/**
 * Checks one hyperparameter against an optimizer's table.
 *
 * @category Hyperparameters
 * @param plugin The optimizer whose table holds.
 * @param name Name of the hyperparameter.
 * @param value Its value.
 * @returns The value.
 * @throws {TypeError} When the name is not in the table, or the value is no number.
 * @throws {RangeError} When the value is NaN or out of its range.
 *
 * @example A decay rate of Adam
 * ```ts
 * import { adam, checkHyperparameter } from "@descent/optim";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(checkHyperparameter(adam, "beta1", 0.8), 0.8);
 * assertThrows(
 *   () => checkHyperparameter(adam, "beta1", 2),
 *   RangeError,
 *   "Optimizer 'adam': expected beta1 from 0 to 0.999999, got 2; the default is 0.9",
 * );
 * ```
 */
export function checkHyperparameter<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  name: string,
  value: unknown,
): number {
  const table: Readonly<Record<string, Hyperparameter>> = plugin.hyperparameters;
  if (!Object.hasOwn(table, name)) {
    throw new TypeError(
      `Optimizer '${plugin.name}': expected hyperparameters among ${
        Object.keys(table).join(", ")
      }, got '${name}'; check the spelling`,
    );
  }
  const { default: standard, range, whole = false, choices } = table[name];
  const kind = whole ? ", a whole number" : "";
  const words = choices === undefined ? "" : ` (${choices.join(", ")})`;
  const wanted = `expected ${name} from ${formatRange(range)}${kind}${words}`;
  if (typeof value !== "number") {
    throw new TypeError(
      `Optimizer '${plugin.name}': ${wanted}, got ${typeof value} '${value}'; give a number`,
    );
  }
  if (isInRange(range, value) && (!whole || Number.isInteger(value))) return value;
  throw new RangeError(
    `Optimizer '${plugin.name}': ${wanted}, got ${formatNumber(value)}; the default is ${
      formatNumber(standard)
    }`,
  );
}
