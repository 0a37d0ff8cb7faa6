import type { Expression, Operand } from "@descent/core";
import type { InitialValue, RuleStep } from "./optimizer_rule.ts";
import type { ContextNeed, HyperparameterTable, HyperparameterValues } from "./optimizer_plugin.ts";

/**
 * Measures of a stage: of one tensor in a {@linkcode tensorRule}, of all together in a {@linkcode globalRule}.
 *
 * @category Writing an optimizer
 */
export interface StageMeasure<TensorName extends string> {
  /** Number of elements. */
  readonly size: number;
  /** The Euclidean norm. */
  norm(tensor: TensorName): number;
  /** The sum of the elements. */
  sum(tensor: TensorName): number;
  /** The sum of the elements' absolute values. */
  absoluteSum(tensor: TensorName): number;
}

/**
 * A part of a step: numbers, then a formula for each element.
 *
 * @category Writing an optimizer
 */
export interface RuleStage<
  Name extends string,
  TensorName extends string,
  NumberName extends string,
> {
  /**
   * Computes numbers that the formula uses, or that later steps do; default none.
   *
   * @param numbers The rule's numbers, which it writes.
   * @param step Number and learning rate of the step, and the hyperparameters.
   * @param measure Norms and sums of the tensors as they are before the stage's formula.
   */
  prepare?(
    numbers: Record<NumberName, number>,
    step: RuleStep<Name>,
    measure: StageMeasure<TensorName | "w" | "g">,
  ): void;
  /**
   * The formula for one element; default none.
   *
   * @param operands Expressions: the parameter `w`, its gradient `g`, state and scratch tensors, `learningRate` (that of
   * the step), the other hyperparameters and the numbers.
   * @returns The new value of each tensor that changes.
   */
  update?(
    operands: Readonly<
      Record<"w" | "g" | "learningRate" | Name | TensorName | NumberName, Expression>
    >,
  ): { readonly [T in TensorName | "w"]?: Operand };
}

/**
 * An update rule in stages as data, between which norms and sums of tensors are measured.
 *
 * @category Writing an optimizer
 */
export interface StagedRule<
  Name extends string,
  StateName extends string,
  ScratchName extends string,
  NumberName extends string,
> {
  /** Lower-case name for flags and files, such as `lamb`. */
  readonly name: string;
  /** Name for people, such as `LAMB`. */
  readonly title: string;
  /** The paper, as a short citation. */
  readonly reference: string;
  /** BibTeX of the papers, which `bibtexEntries` reads, for methods sections; default none. */
  readonly bibtex?: string;
  /** Table of the hyperparameters; one of the name `weightDecay` is 0 for parameters that do not decay. */
  readonly hyperparameters: HyperparameterTable<HyperparameterValues<Name>>;
  /** `["totalSteps"]` where a number of the rule depends on it; default nothing. */
  readonly needs?: readonly ContextNeed[];
  /** Names of the state tensors that each parameter gets; default none. */
  readonly state?: readonly StateName[];
  /** Names of tensors that one stage writes and another reads, but no later step; default none. */
  readonly scratch?: readonly ScratchName[];
  /** Initial values of state tensors, `"w"` for a copy of the first weights; default 0. */
  readonly initial?: { readonly [S in NoInfer<StateName>]?: InitialValue<NoInfer<Name>> | "w" };
  /** The rule's numbers with their initial values, which carry over from step to step. */
  readonly numbers?: { readonly [N in NumberName]: number | InitialValue<NoInfer<Name>> };
  /** The state tensor that is evaluated in place of the weights; default none. */
  readonly evaluated?: NoInfer<StateName>;
  /** The parts of a step, in order. */
  readonly stages: readonly RuleStage<
    NoInfer<Name>,
    NoInfer<StateName> | NoInfer<ScratchName>,
    NoInfer<NumberName>
  >[];
}
