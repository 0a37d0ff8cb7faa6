import type { Parameter } from "@descent/core";

/** A term that is added to the loss of a network and depends on its parameters alone, described. */
export interface Penalty {
  /** What the penalty is, such as `l2`. */
  readonly kind: string;

  /**
   * Joins the penalty to parameters.
   *
   * @param parameters All parameters of the network; it applies to those that decay.
   * @returns The penalty, ready to run.
   */
  build(parameters: readonly Parameter[]): BuiltPenalty;
}

/** A penalty with the parameters that it applies to. */
export interface BuiltPenalty {
  /**
   * Adds the penalty's gradient to the gradients that the parameters have.
   *
   * @returns The penalty, to be added to the loss.
   */
  addGradients(): number;
}
