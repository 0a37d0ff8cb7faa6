import type { CaseReader } from "@descent/core/testing";
import { type OptimizerPlugin, withDecoupledWeightDecay, withWeightDecay } from "@descent/optim";

/** An optimizer of ours that does what one of PyTorch's does. */
export interface TorchRule {
  readonly plugin: OptimizerPlugin;
  /** All hyperparameters, none left to its default. */
  readonly hyperparameters: Readonly<Record<string, number>>;
}

/** Reads a rule from the params of a case. */
export type RuleReader = (reader: CaseReader) => TorchRule;

/** Hyperparameters by name. */
export type Numbers = Readonly<Record<string, number>>;

/** A rule with its hyperparameters. */
export function plain(plugin: OptimizerPlugin, hyperparameters: Numbers): TorchRule {
  return { plugin, hyperparameters };
}

/** A rule with the decoupled weight decay of a case. */
export function decoupled(
  reader: CaseReader,
  plugin: OptimizerPlugin,
  hyperparameters: Numbers,
): TorchRule {
  const weightDecay = reader.number("weight_decay");
  return plain(withDecoupledWeightDecay(plugin), { ...hyperparameters, weightDecay });
}

/** A rule with the weight decay of a case in the gradient, where it has one. */
export function coupled(
  reader: CaseReader,
  plugin: OptimizerPlugin,
  hyperparameters: Numbers,
): TorchRule {
  const weightDecay = reader.number("weight_decay", 0);
  return weightDecay === 0
    ? plain(plugin, hyperparameters)
    : plain(withWeightDecay(plugin), { ...hyperparameters, weightDecay });
}

/** Hyperparameters of the rule for others, of `byRole`. */
export function forOthers(numbers: Numbers): Numbers {
  return Object.fromEntries(
    Object.entries(numbers).map((
      [name, value],
    ) => [`others${name[0].toUpperCase()}${name.slice(1)}`, value]),
  );
}

/** The decay rates of a case. */
export function betas(reader: CaseReader, count: 2 | 3): Numbers {
  const names = ["beta1", "beta2", "beta3"].slice(0, count);
  return Object.fromEntries(names.map((name) => [name, reader.number(name)]));
}

/** Decay rates and ε of a case. */
export function adamLike(reader: CaseReader): Numbers {
  return { ...betas(reader, 2), epsilon: reader.number("eps") };
}

/** A param that may be null. */
export function numberOr(reader: CaseReader, name: string, fallback: number): number {
  return reader.golden.params[name] === null
    ? (reader.choice(name, [null]), fallback)
    : reader.number(name);
}

/** The place of a choice among those that there are. */
export function place(reader: CaseReader, name: string, words: readonly string[]): number {
  return words.indexOf(reader.choice(name, words));
}
