import { hyperparameterHelp } from "@descent/optim";
import type { KnownOptimizer } from "./known_optimizers.ts";

/**
 * The part of a help text that lists the optimizers and their hyperparameters, from their own tables.
 *
 * @param optimizers The optimizers that can be chosen.
 * @returns Lines of text.
 *
 * @example
 * ```ts
 * import { knownOptimizers, optimizerHelp } from "@descent/lab";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(optimizerHelp(await knownOptimizers([])), "adam: Adam, Kingma and Ba 2015");
 * ```
 */
export function optimizerHelp(optimizers: readonly KnownOptimizer[]): string {
  const lines = optimizers.flatMap(({ plugin }) => [
    `  ${plugin.name}: ${plugin.title}, ${plugin.reference}`,
    ...hyperparameterHelp(plugin).map(({ name, default: standard, range, doc }) =>
      `    ${name}: ${doc} From ${range}. Default: ${standard}.`
    ),
  ]);
  return ["Optimizers and their hyperparameters:", "", ...lines].join("\n");
}
