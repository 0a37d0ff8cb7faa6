import type { Expression, Operand } from "@descent/core";
import type { ContextNeed, HyperparameterTable, HyperparameterValues } from "./optimizer_plugin.ts";

/**
 * The arguments of a rule's numbers: the number and learning rate of the step, `totalSteps` of the training (undefined where the
 * rule does not say that it `needs` it), and others by name.
 *
 * @category Writing an optimizer
 */
export type RuleStep<Name extends string> = HyperparameterValues<Name | "step" | "totalSteps">;

/**
 * Computes an initial value from the hyperparameters.
 *
 * @category Writing an optimizer
 */
export type InitialValue<Name extends string> = (
  hyperparameters: HyperparameterValues<Name>,
) => number;

/**
 * An update rule as data, of which {@linkcode ruleOptimizer} makes an optimizer.
 *
 * @category Writing an optimizer
 */
export interface OptimizerRule<
  Name extends string,
  StateName extends string,
  ScalarName extends string,
  RunningName extends string,
  NoiseName extends string = never,
> {
  /** Lower-case name for flags and files, such as `adam`. */
  readonly name: string;
  /** Name for people, such as `Adam`. */
  readonly title: string;
  /** The paper, as a short citation. */
  readonly reference: string;
  /** BibTeX of the papers, which `bibtexEntries` reads, for methods sections; default none. */
  readonly bibtex?: string;
  /**
   * Table of the hyperparameters, the learning rate among them. One of the name `weightDecay` is 0 in the formula of
   * parameters that do not decay.
   */
  readonly hyperparameters: HyperparameterTable<HyperparameterValues<Name>>;
  /** `["totalSteps"]` where a number of the rule depends on it; default nothing. */
  readonly needs?: readonly ContextNeed[];
  /** Names of the state tensors that each parameter gets; default none. */
  readonly state?: readonly StateName[];
  /** Names of tensors of standard normal numbers, drawn anew in each step from the context's stream; default none. */
  readonly noise?: readonly NoiseName[];
  /**
   * Numbers that carry over from step to step, such as running products, by name; default none. Each step
   * begins with them, in this order: a function gets its number's last value and returns the present one.
   */
  readonly running?: {
    readonly [R in RunningName]: (
      step: RuleStep<NoInfer<Name> | NoInfer<RunningName>>,
    ) => number;
  };
  /** Initial values of state tensors and running numbers, `"w"` for a copy of the first weights; default 0. */
  readonly initial?:
    & {
      readonly [S in NoInfer<StateName>]?: InitialValue<NoInfer<Name>> | "w";
    }
    & { readonly [R in NoInfer<RunningName>]?: InitialValue<NoInfer<Name>> };
  /**
   * The state tensor that is evaluated, saved and exported in place of the weights, such as an average; default none,
   * which evaluates the weights.
   */
  readonly evaluated?: NoInfer<StateName>;
  /**
   * Numbers that are the same for all elements and computed once in each step, in 64 bits, by name; default
   * none. What would lose digits in 32 bits, such as `1 - beta2`, belongs here.
   */
  readonly scalars?: {
    readonly [S in ScalarName]: (step: RuleStep<NoInfer<Name> | NoInfer<RunningName>>) => number;
  };
  /**
   * The rule for one element.
   *
   * @param operands Expressions: the parameter `w`, its gradient `g`, state and noise tensors, `learningRate` (that of
   * the step), the other hyperparameters, the running numbers and the scalars.
   * @returns The new `w`, and the new value of each state tensor that changes.
   */
  readonly update: (
    operands: Readonly<
      Record<
        | ("w" | "g" | "learningRate")
        | (NoInfer<Name> | NoInfer<StateName> | NoInfer<RunningName> | NoInfer<ScalarName>)
        | NoInfer<NoiseName>,
        Expression
      >
    >,
  ) => { readonly w: Operand } & { readonly [S in NoInfer<StateName>]?: Operand };
}
