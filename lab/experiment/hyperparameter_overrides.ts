import { closestWord, TaskError } from "@descent/cli";
import type { KnownOptimizer } from "./known_optimizers.ts";

/** Values of hyperparameters by the name of their optimizer, then by their own. */
export type HyperparameterOverrides = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * Reads what `--set` gave: `adam.beta1=0.95`.
 *
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
 * assertEquals(hyperparameterOverrides(["adam.beta1=0.95"], known), { adam: { beta1: 0.95 } });
 * ```
 */
export function hyperparameterOverrides(
  texts: readonly string[],
  optimizers: readonly KnownOptimizer[],
): HyperparameterOverrides {
  const overrides: Record<string, Record<string, number>> = {};
  for (const text of texts) {
    const [, optimizer, name, digits] = text.match(/^([^.=]+)\.([^.=]+)=(.+)$/) ?? [];
    if (digits === undefined) {
      throw new TaskError(`--set: expected a value like adam.beta1=0.95, got '${text}'`);
    }
    const known = optimizers.find(({ plugin }) => plugin.name === optimizer)?.plugin;
    const names = optimizers.map(({ plugin }) => plugin.name);
    if (known === undefined) throw notAmong("an optimizer", names, optimizer);
    // Learning rates are searched, or given to all optimizers alike.
    const table = Object.entries(known.hyperparameters).filter(([key]) => key !== "learningRate");
    const entry = table.find(([key]) => key === name)?.[1];
    if (entry === undefined) {
      const wanted = `a hyperparameter of ${optimizer} (for the learning rate use --learning-rate)`;
      throw notAmong(wanted, table.map(([key]) => key), name);
    }
    const value = Number(digits);
    const [minimum, maximum] = entry.range;
    if (!(value >= minimum && value <= maximum)) {
      throw new TaskError(
        `--set: expected ${optimizer}.${name} from ${minimum} to ${maximum}, got '${digits}'`,
      );
    }
    overrides[optimizer] = { ...overrides[optimizer], [name]: value };
  }
  return overrides;
}

function notAmong(wanted: string, words: readonly string[], came: string): TaskError {
  const meant = closestWord(came, words);
  const guess = meant === undefined ? "" : ` (did you mean ${meant}?)`;
  const among = words.length === 0 ? "of which there are none" : `one of ${words.join(", ")}`;
  return new TaskError(`--set: expected ${wanted}, ${among}, got '${came}'${guess}`);
}
