import type { HelpTopics } from "@descent/cli";
import { hyperparameterHelp, type OptimizerPlugin, ruleEquations } from "@descent/optim";
import type { KnownOptimizer } from "./known_optimizers.ts";

/**
 * Help about each optimizer: its reference, its equation, and its hyperparameters from its own table.
 *
 * @category Flags
 * @param optimizers The optimizers.
 * @returns The topics of a task's help, by the optimizers' names.
 *
 * @example
 * ```ts
 * import { knownOptimizers, optimizerHelp } from "@descent/lab";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const { texts } = optimizerHelp(await knownOptimizers([]));
 * assertStringIncludes(texts.get("adam")!, "adam: Adam, Kingma and Ba 2015");
 * ```
 */
export function optimizerHelp(optimizers: readonly KnownOptimizer[]): HelpTopics {
  return {
    title: "Optimizers and their hyperparameters",
    noun: "optimizer",
    texts: new Map(optimizers.map(({ plugin }) => [plugin.name, textOf(plugin)])),
  };
}

function textOf(plugin: OptimizerPlugin): string {
  const { name, title, reference } = plugin;
  const equation = ruleEquations.get(name);
  return [
    `${name}: ${title}, ${reference}`,
    ...equation === undefined ? [] : [`  ${equation}`],
    ...hyperparameterHelp(plugin).map(({ name, default: standard, range, doc }) =>
      `    ${name}: ${doc} From ${range}. Default: ${standard}.`
    ),
  ].join("\n");
}
