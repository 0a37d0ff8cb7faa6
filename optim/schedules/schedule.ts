/**
 * A learning-rate schedule: the factor that scales the base learning rate at a step, counted from 1.
 *
 * Factors leave the base rate to the search: `learningRate * schedule(step)` is what an optimizer is told.
 */
export type Schedule = (step: number) => number;
