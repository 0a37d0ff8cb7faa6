import type { Parameter } from "@descent/core";

/**
 * Parameters by their names, or by a test that says which ones count.
 *
 * @category Losses and penalties
 */
export type ParameterSelection = readonly string[] | ((parameter: Parameter) => boolean);

/**
 * A term that is added to the loss of a network and depends on its parameters alone, described.
 *
 * @category Losses and penalties
 */
export interface Penalty {
  /** Kind of penalty, such as `l2`. */
  readonly kind: string;

  /**
   * Joins the penalty to parameters.
   *
   * @param parameters All parameters of the network; the penalty selects those that it applies to.
   * @returns The penalty, ready to run.
   * @throws {TypeError} When it selects by name and no parameter has the name.
   */
  build(parameters: readonly Parameter[]): BuiltPenalty;
}

/**
 * A penalty with the parameters that it applies to.
 *
 * @category Losses and penalties
 */
export interface BuiltPenalty {
  /**
   * Adds the penalty's gradient to the gradients that the parameters have.
   *
   * @returns The penalty, to be added to the loss.
   */
  addGradients(): number;
}
