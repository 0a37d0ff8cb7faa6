import { formatNumber } from "./_format_number.ts";
import { formatRange } from "./_range.ts";
import type { Hyperparameter, OptimizerPlugin } from "./optimizer_plugin.ts";

/**
 * One hyperparameter as help text shows it.
 *
 * @category Hyperparameters
 */
export interface HyperparameterHelp {
  /** Its name in the table, such as `learningRate`. */
  readonly name: string;
  /** Its default, such as `0.001`. */
  readonly default: string;
  /** Its range, such as `0 to 1e9`. */
  readonly range: string;
  /** Its meaning, one sentence. */
  readonly doc: string;
}

/**
 * The rows of an optimizer's help text, made from the table that also validates.
 *
 * @category Hyperparameters
 * @param plugin The optimizer.
 * @returns One row per hyperparameter, in the table's order.
 *
 * @example The learning rate of Adam
 * ```ts
 * import { adam, hyperparameterHelp } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const [{ name, default: standard, range }] = hyperparameterHelp(adam);
 * assertEquals([name, standard, range], ["learningRate", "0.001", "0 to 1e9"]);
 * ```
 */
export function hyperparameterHelp(plugin: OptimizerPlugin): HyperparameterHelp[] {
  const table: Readonly<Record<string, Hyperparameter>> = plugin.hyperparameters;
  return Object.entries(table).map(([name, row]) => ({
    name,
    default: row.choices?.[row.default] ?? formatNumber(row.default),
    range: row.choices?.join(" or ") ?? formatRange(row.range),
    doc: row.doc,
  }));
}
