import type { KnownOptimizer } from "./known_optimizers.ts";

const NAMES = ["sgd", "momentum", "rmsprop", "adam"];

/**
 * The optimizers that an experiment compares unless it is told others: SGD, momentum, RMSProp, Adam, and the
 * plugins that the person brought.
 *
 * @param optimizers The optimizers that can be chosen.
 * @returns Those four, then the plugins.
 *
 * @example
 * ```ts
 * import { knownOptimizers, usualOptimizers } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const usual = usualOptimizers(await knownOptimizers([]));
 * assertEquals(usual.map(({ plugin }) => plugin.title), ["SGD", "Momentum", "RMSProp", "Adam"]);
 * ```
 */
export function usualOptimizers(optimizers: readonly KnownOptimizer[]): KnownOptimizer[] {
  return [
    ...NAMES.map((name) => optimizers.find(({ plugin }) => plugin.name === name)!),
    ...optimizers.filter(({ source }) => source !== null),
  ];
}
