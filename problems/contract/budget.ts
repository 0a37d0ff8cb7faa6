/**
 * The learning rate falls by a factor at equal distances.
 *
 * @category Writing a problem
 */
export interface StepDecayChoice {
  /** Which schedule. */
  readonly kind: "step-decay";
  /** Epochs from one fall to the next, above 0. */
  readonly everyEpochs: number;
  /** Factor of the learning rate at each fall. */
  readonly factor: number;
}

/**
 * The learning rate follows the function of a module, see `loadSchedule`.
 *
 * @category Writing a problem
 */
export interface ScheduleModule {
  /** Which schedule. */
  readonly kind: "module";
  /** Address of the module, as for `import()`. */
  readonly address: string;
  /** SHA-256 of the module's text: a changed module makes another trial. */
  readonly digest: string;
}

/**
 * A learning-rate schedule as plain data: a text that `parseSchedule` reads, such as `cosine` or `warmup(200),linear`;
 * a fall after every so many epochs; or a module.
 *
 * @category Writing a problem
 */
export type ScheduleChoice = string | StepDecayChoice | ScheduleModule;

/**
 * How much training a trial gets, and how it is watched.
 *
 * @category Writing a problem
 */
export interface Budget {
  /** Examples in a minibatch, at least 1. */
  readonly batchSize: number;
  /** Passes over the training part, above 0; may be a fraction. A function of a few variables has one step an epoch. */
  readonly epochs: number;
  /** How often in an epoch the model is evaluated, above 0; 0.5 is every second epoch. */
  readonly evaluationsPerEpoch: number;
  /**
   * How many validation examples an evaluation on the way looks at, the first ones; at the end all. It then measures of the
   * training part no more than the loss of its minibatches. The best evaluation of a trial is chosen by these as well.
   * Default all.
   */
  readonly examplesPerEvaluation?: number;
  /**
   * Whether scores are those of held-out examples alone: of the training part no more than the loss of its minibatches, of
   * the test part nothing before the end and nothing of the best evaluation. In a short trial that is half of the time.
   * Default false.
   */
  readonly heldOutOnly?: boolean;
  /** The learning-rate schedule, the same for every optimizer. */
  readonly schedule: ScheduleChoice;
  /** The value of the selection metric that trials are timed towards, or `null`. */
  readonly target: number | null;
}
