import { closestWord, TaskError } from "@descent/cli";
import { checkHyperparameter, type Hyperparameter, type OptimizerPlugin } from "@descent/optim";
import type { KnownOptimizer } from "./known_optimizers.ts";

/**
 * Values of hyperparameters by the name of their optimizer, then by their own.
 *
 * @category Flags
 */
export type HyperparameterOverrides = ReadonlyMap<string, Readonly<Record<string, number>>>;

/**
 * Reads what `--set` gave: `adam.beta1=0.95`.
 *
 * @category Flags
 * @param texts The values of the flag.
 * @param optimizers The optimizers that can be chosen.
 * @returns The values, each in its range.
 * @throws {TaskError} When a text has another form, names what there is not, or a value is out of range.
 *
 * @example
 * ```ts
 * import { hyperparameterOverrides, knownOptimizers } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const known = await knownOptimizers([]);
 * const overrides = hyperparameterOverrides(["adam.beta1=0.95"], known);
 * assertEquals(overrides.get("adam"), { beta1: 0.95 });
 * ```
 */
export function hyperparameterOverrides(
  texts: readonly string[],
  optimizers: readonly KnownOptimizer[],
): HyperparameterOverrides {
  const overrides = new Map<string, Readonly<Record<string, number>>>();
  for (const text of texts) {
    const [, optimizer, name, digits] = text.match(/^([^.=]+)\.([^.=]+)=(.*)$/s) ?? [];
    if (digits === undefined) {
      throw new TaskError(`--set: expected a value like adam.beta1=0.95, got '${text}'`);
    }
    const plugin = optimizers.find(({ plugin }) => plugin.name === optimizer)?.plugin;
    if (plugin === undefined) {
      throw notAmong("an optimizer", optimizers.map(({ plugin }) => plugin.name), optimizer);
    }
    // Learning rates are searched, or given to all optimizers alike.
    const names = Object.keys(plugin.hyperparameters).filter((key) => key !== "learningRate");
    if (!names.includes(name)) {
      const wanted = `a hyperparameter of ${optimizer} (for the learning rate use --learning-rate)`;
      throw notAmong(wanted, names, name);
    }
    if (digits.trim() === "") {
      throw new TaskError(
        `--set: expected a number for ${optimizer}.${name}, got nothing; write it after the =, as in adam.beta1=0.95`,
      );
    }
    const value = checkedValue(plugin, name, digits);
    overrides.set(optimizer, { ...overrides.get(optimizer), [name]: value });
  }
  return overrides;
}

function checkedValue(plugin: OptimizerPlugin, name: string, digits: string): number {
  const row: Hyperparameter = (plugin.hyperparameters as Readonly<Record<string, Hyperparameter>>)[
    name
  ];
  const word = row.choices?.indexOf(digits) ?? -1;
  // A text that is no number is shown as it was typed.
  const value = word >= 0 ? word : Number(digits);
  try {
    return checkHyperparameter(plugin, name, Number.isNaN(value) ? digits : value);
  } catch (error) {
    throw new TaskError(`--set: ${(error as Error).message}`, 2, { cause: error });
  }
}

function notAmong(wanted: string, words: readonly string[], came: string): TaskError {
  const meant = closestWord(came, words);
  const guess = meant === undefined ? "" : ` (did you mean ${meant}?)`;
  const among = words.length === 0 ? "of which there are none" : `one of ${words.join(", ")}`;
  return new TaskError(`--set: expected ${wanted}, ${among}, got '${came}'${guess}`);
}
