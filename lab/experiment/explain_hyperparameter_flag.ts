import { typedName } from "@descent/cli";
import type { KnownPlugins } from "./experiment.ts";

/** Names that other programs have for hyperparameters, by the names that these have here. */
const USUAL_NAMES: Readonly<Record<string, string>> = {
  wd: "weightDecay",
  decay: "weightDecay",
  l2: "weightDecay",
  mom: "momentum",
  beta: "beta1",
  betas: "beta1",
  b1: "beta1",
  b2: "beta2",
  eps: "epsilon",
};

/** Optimizers that are named; of more the number is enough. */
const MOST_NAMED = 3;

/**
 * Says of a hyperparameter, by its name here or another usual one, that it is set for an optimizer.
 *
 * @category Flags
 * @param flag The flag's name in code.
 * @param optimizers The known optimizers.
 * @returns The sentence, or `undefined` when no optimizer has such a hyperparameter.
 *
 * @example
 * ```ts
 * import { explainHyperparameterFlag, knownOptimizers } from "@descent/lab";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const sentence = explainHyperparameterFlag("wd", await knownOptimizers([]))!;
 * assertStringIncludes(sentence, "--set adamw.weightDecay=<number>");
 * ```
 */
export function explainHyperparameterFlag(
  flag: string,
  optimizers: KnownPlugins["optimizers"],
): string | undefined {
  const name = Object.hasOwn(USUAL_NAMES, flag) ? USUAL_NAMES[flag] : flag;
  const owners = optimizers.map(({ plugin }) => plugin)
    .filter(({ hyperparameters }) => Object.hasOwn(hyperparameters, name))
    .map((plugin) => plugin.name);
  if (owners.length === 0) return undefined;
  const more = owners.length - MOST_NAMED;
  const named = owners.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} others` : "");
  const meaning = name === flag ? "a hyperparameter" : `${name}, a hyperparameter`;
  return `expected no --${typedName(flag)}, which is ${meaning} of ${named}; ` +
    `set it for one of them: --set ${owners[0]}.${name}=<number>`;
}
