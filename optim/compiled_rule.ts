import type { PointwiseRule } from "@descent/core";
import type { HyperparameterValues, OptimizerPlugin } from "./optimizer_plugin.ts";
import type { RuleStep } from "./optimizer_rule.ts";

/**
 * Computes a number of a step from the hyperparameters, the step's number and learning rate, and running numbers.
 *
 * @category Writing an optimizer
 */
export type RuleNumber = (step: RuleStep<string>) => number;

/**
 * A rule as `ruleOptimizer` has compiled it, for programs that run it without this library, such as a page.
 *
 * @category Writing an optimizer
 */
export interface CompiledRule {
  /** The formula: its tensors are `w`, `g` and the state's, its scalars the hyperparameters, running numbers and numbers. */
  readonly kernel: PointwiseRule;
  /** Names of the state tensors. */
  readonly state: readonly string[];
  /** Tensors of random numbers that each step draws anew. */
  readonly noise: readonly string[];
  /** Numbers that carry over from step to step; each function gets its number's last value. */
  readonly running: Readonly<Record<string, RuleNumber>> | undefined;
  /** Numbers that each step computes, after the running ones. */
  readonly numbers: Readonly<Record<string, RuleNumber>> | undefined;
  /** Initial values of state and running numbers, `"w"` for the first weights; default 0. */
  readonly initial: Readonly<
    Record<string, ((hyperparameters: HyperparameterValues) => number) | "w" | undefined>
  >;
  /** The state tensor that is evaluated in place of the weights. */
  readonly evaluated: string | undefined;
}

const compiledRules = new WeakMap<OptimizerPlugin, CompiledRule>();

/** Remembers what a plugin was compiled from. */
export function keepCompiledRule(plugin: OptimizerPlugin, rule: CompiledRule): void {
  compiledRules.set(plugin, rule);
}

/**
 * The compiled rule of a plugin.
 *
 * @category Writing an optimizer
 * @param plugin The plugin.
 * @returns The rule, or `undefined` where it was made by other means than `ruleOptimizer`.
 *
 * @example
 * ```ts
 * import { adam, compiledRule, muon } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(compiledRule(adam)?.kernel.tensors, ["w", "g", "firstMoment", "secondMoment"]);
 * assertEquals(compiledRule(muon), undefined);
 * ```
 */
export function compiledRule(plugin: OptimizerPlugin): CompiledRule | undefined {
  return compiledRules.get(plugin);
}
