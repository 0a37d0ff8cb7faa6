/** The learning rate falls by a factor at equal distances. */
export interface StepDecayChoice {
  /** Which schedule. */
  readonly kind: "step-decay";
  /** Epochs from one fall to the next, above 0. */
  readonly everyEpochs: number;
  /** Factor of the learning rate at each fall. */
  readonly factor: number;
}

/** A learning-rate schedule as plain data: constant, half a cosine down to 0, or falling in steps. */
export type ScheduleChoice = "constant" | "cosine" | StepDecayChoice;

/** How much training a trial gets, and how it is watched. */
export interface Budget {
  /** Examples in a minibatch, at least 1. */
  readonly batchSize: number;
  /** Passes over the training part, above 0; may be a fraction. A function of a few variables has one step an epoch. */
  readonly epochs: number;
  /** How often in an epoch the model is evaluated, above 0; 0.5 is every second epoch. */
  readonly evaluationsPerEpoch: number;
  /** The learning-rate schedule, the same for every optimizer. */
  readonly schedule: ScheduleChoice;
  /** The value of the selection metric that trials are timed towards, or `null`. */
  readonly target: number | null;
}
