/**
 * A learning-rate schedule: the factor that scales the base learning rate at a step, counted from 1.
 *
 * Factors leave the base rate to the search: `learningRate * schedule(step)` is what an optimizer is told. Most are plain
 * functions; those that follow a metric too, such as `reduceOnPlateau`, hear of it.
 *
 * @category Schedules
 */
export interface Schedule {
  /**
   * The factor of a step; asking changes nothing.
   *
   * @param step Number of the step, from 1.
   * @returns The factor of the base learning rate, at least 0.
   */
  (step: number): number;

  /**
   * Hears of a metric, such as the validation loss, whenever there is a new one; undefined where none is needed.
   *
   * @param metric Its value.
   */
  readonly observe?: ((metric: number) => void) | undefined;
}
