import { adam } from "./adam.ts";
import { momentum } from "./momentum.ts";
import { nesterov } from "./nesterov.ts";
import type { OptimizerPlugin } from "./optimizer_plugin.ts";
import { rmsprop } from "./rmsprop.ts";
import { sgd } from "./sgd.ts";

/**
 * The built-in optimizers, in the order in which help text and reports list them.
 *
 * Their default learning rates suit fully connected networks on MNIST at batches of about 100.
 */
export const catalogue: readonly OptimizerPlugin[] = [sgd, momentum, nesterov, rmsprop, adam];

/**
 * The optimizer of a given name.
 *
 * @param name Such as `adam`.
 * @param plugins Where to look; default the {@linkcode catalogue}.
 * @returns The optimizer.
 * @throws {RangeError} When none has the name; the message lists those that there are.
 *
 * @example Look one up
 * ```ts
 * import { findOptimizer } from "@descent/optim";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(findOptimizer("adam").title, "Adam");
 * assertThrows(() => findOptimizer("adan"), RangeError, "sgd, momentum, nesterov, rmsprop, adam");
 * ```
 */
export function findOptimizer(
  name: string,
  plugins: readonly OptimizerPlugin[] = catalogue,
): OptimizerPlugin {
  const found = plugins.find((plugin) => plugin.name === name);
  if (found !== undefined) return found;
  throw new RangeError(
    `findOptimizer: expected one of ${
      plugins.map((plugin) => plugin.name).join(", ")
    }, got '${name}'; check the spelling, or load a plugin of that name`,
  );
}
