import { pickValues, type Values } from "../_live_values.ts";
import type { Hyperparameter, Hyperparameters, OptimizerPlugin } from "../optimizer_plugin.ts";
import { wrapperOptions } from "./_plugin_parts.ts";
import type { WrapperNames } from "./wrapper_names.ts";

/**
 * Any optimizer with some hyperparameters held at their defaults: they leave its table, so that no search tunes them. What tuning
 * them is worth shows beside the optimizer itself (ablation).
 *
 * @category Wrappers
 * @param plugin The optimizer.
 * @param hyperparameters Names of those to hold, at least one; not the learning rate, which every optimizer has.
 * @param names Name and title of the plugin that it becomes; default the plugin's, and which hyperparameters are held.
 * @returns A plugin with the others, which makes the same steps as the plugin does at those defaults.
 * @throws {TypeError} When a hyperparameter is not in the plugin's table, is the learning rate, or there is none.
 *
 * @example AdamW without a weight decay to tune
 * ```ts
 * import { adamw, fixed } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const plugin = fixed(adamw, ["weightDecay"]);
 * assertEquals(Object.keys(plugin.hyperparameters), ["learningRate", "beta1", "beta2", "epsilon"]);
 * assertEquals(plugin.fixed?.values, { weightDecay: adamw.hyperparameters.weightDecay.default });
 * ```
 *
 * D. Choi et al., "On empirical comparisons of optimizers for deep learning", 2019, arXiv:1910.05446.
 */
export function fixed(
  plugin: OptimizerPlugin,
  hyperparameters: readonly string[],
  names: WrapperNames = {},
): OptimizerPlugin {
  const table = plugin.hyperparameters as Readonly<Record<string, Hyperparameter>>;
  const able = Object.keys(table).filter((each) => each !== "learningRate");
  const wrong = hyperparameters.find((each) => !able.includes(each));
  if (wrong !== undefined || hyperparameters.length === 0) {
    throw new TypeError(
      `fixed: expected hyperparameters of '${plugin.name}' besides the learning rate (${
        able.join(", ") || "there are none"
      }), got ${
        wrong === undefined ? "none" : `'${wrong}'`
      }; name one of them, or leave the wrapper out`,
    );
  }
  const values = Object.fromEntries(hyperparameters.map((each) => [each, table[each].default]));
  const free = Object.keys(table).filter((each) => !Object.hasOwn(values, each));
  const {
    name = `${plugin.name}-fixed`,
    title = `${plugin.title} with ${
      Object.entries(values).map(([each, value]) => `${each} fixed at ${value}`).join(", ")
    }`,
  } = wrapperOptions("fixed", plugin, names);
  const { identities: _identities, ...rest } = plugin;
  return {
    ...rest,
    name,
    title,
    hyperparameters: Object.fromEntries(
      free.map((each) => [each, table[each]]),
    ) as unknown as OptimizerPlugin["hyperparameters"],
    ...(plugin.schedulable !== undefined && {
      schedulable: plugin.schedulable.filter((each) => free.includes(each)),
    }),
    fixed: { plugin, values },
    create: (parameters, given) => {
      const picked = pickValues(given as unknown as Values, free.map((each) => [each, each]));
      return plugin.create(parameters, Object.assign(picked, values) as unknown as Hyperparameters);
    },
  };
}
