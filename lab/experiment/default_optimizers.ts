import type { KnownOptimizer } from "./known_optimizers.ts";

const NAMES = ["sgd", "momentum", "rmsprop", "adam"];

/**
 * The optimizers that an experiment compares by default: SGD, momentum, RMSProp, Adam, and third parties' plugins.
 *
 * @category Search
 * @param optimizers The optimizers that can be chosen.
 * @returns Those four, then the plugins.
 *
 * @example
 * ```ts
 * import { defaultOptimizers, knownOptimizers } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const defaults = defaultOptimizers(await knownOptimizers([]));
 * assertEquals(defaults.map(({ plugin }) => plugin.title), ["SGD", "Momentum", "RMSProp", "Adam"]);
 * ```
 */
export function defaultOptimizers(optimizers: readonly KnownOptimizer[]): KnownOptimizer[] {
  return [
    ...NAMES.map((name) => optimizers.find(({ plugin }) => plugin.name === name)!),
    ...optimizers.filter(({ source }) => source !== null),
  ];
}
