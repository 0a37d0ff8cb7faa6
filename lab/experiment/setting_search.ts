import type { Trial } from "../trials/trial.ts";

/**
 * The search for a method's setting: the trials that it begins with, and how it goes on.
 *
 * @category Search
 */
export interface SettingSearch {
  /** The trials that it begins with, of one seed. Without `draw` they differ in the learning rate alone. */
  readonly candidates: readonly Trial[];
  /** Smallest and largest learning rate that the optimizer takes; default any. */
  readonly range?: readonly [minimum: number, maximum: number];
  /** The learning rates that the candidates were drawn from; default from the lowest of them to the highest. */
  readonly window?: readonly [lowest: number, highest: number];
  /**
   * Draws further trials from a window of learning rates, where other hyperparameters are searched too.
   *
   * @param window Lowest and highest learning rate.
   * @param from How many were drawn before.
   * @param count How many to draw.
   * @returns The trials.
   */
  readonly draw?: (
    window: readonly [lowest: number, highest: number],
    from: number,
    count: number,
  ) => Trial[];
}
