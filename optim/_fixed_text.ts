import { inCode, requireShortName, typed } from "./_scheduled_text.ts";
import type { OptimizerPlugin } from "./optimizer_plugin.ts";
import { fixed } from "./wrappers/fixed.ts";

/** The word in place of a schedule that holds a hyperparameter at its default. */
export const DEFAULT = "default";

/** The optimizer with these hyperparameters held. Its name says which: {@linkcode fixedFromName} has it back. */
export function withFixedNames(plugin: OptimizerPlugin, keys: readonly string[]): OptimizerPlugin {
  const name = `fixed-${keys.map(typed).join("-and-")}-in-${plugin.name}`;
  requireShortName("fixed hyperparameters", name);
  return fixed(plugin, keys, { name });
}

/** The optimizer of a name that {@linkcode withFixedNames} made, without its `fixed-`; undefined where it is none. */
export function fixedFromName(
  name: string,
  find: (name: string) => OptimizerPlugin | undefined,
): OptimizerPlugin | undefined {
  for (let at = name.indexOf("-in-"); at >= 0; at = name.indexOf("-in-", at + 1)) {
    const plugin = find(name.slice(at + 4));
    const keys = name.slice(0, at).split("-and-").map(inCode);
    if (plugin !== undefined && keys.every((key) => Object.hasOwn(plugin.hyperparameters, key))) {
      return withFixedNames(plugin, keys);
    }
  }
  return undefined;
}
