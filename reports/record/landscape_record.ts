import type { MetricKey } from "./metric.ts";

/**
 * A training of the same problem and seed as a trial's own, by another optimizer of the catalogue.
 *
 * @category Records
 */
export interface OtherTrainingRecord {
  /** The optimizer's name in code. */
  readonly optimizer: string;
  /** A value for every hyperparameter of it. */
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** Passes over the training set; may be a fraction. */
  readonly epochs: number;
  /** How often in an epoch the model is evaluated. */
  readonly evaluationsPerEpoch: number;
  /** The learning-rate schedule in words: `"warmup(5%),linear"`. */
  readonly schedule: string;
}

/**
 * The loss on a straight line between two points of the parameters, θ(α) = (1 − α) θ_from + α θ_to.
 *
 * @category Records
 */
export interface LandscapeLine {
  /** The optimizer whose solution is at α = 0; `null` for the initial weights. */
  readonly from: string | null;
  /** The optimizer whose solution is at α = 1. */
  readonly to: string;
  /** The Euclidean distance between them. */
  readonly distance: number;
  /**
   * The error barriers of the training loss and of the selection metric: how much worse they get between the ends than on
   * the straight line between those; `null` where one is not known.
   */
  readonly barriers: readonly [loss: number | null, metric: number | null];
  /** α, the training loss there, and the problem's selection metric; `null` where one is not finite. */
  readonly points: readonly (readonly [
    position: number,
    loss: number | null,
    metric: number | null,
  ])[];
}

/**
 * The training loss on a part of a plane in the space of the parameters.
 *
 * @category Records
 */
export interface LandscapePlane {
  /**
   * `"solutions"`, the plane through three of them, in units of distance; `"filters"`, two random directions from one of
   * them, each normalised filter by filter.
   */
  readonly kind: "solutions" | "filters";
  /** The solutions in it, and where they lie. */
  readonly marks: readonly { readonly optimizer: string; readonly x: number; readonly y: number }[];
  /** Positions of the columns. */
  readonly x: readonly number[];
  /** Positions of the rows. */
  readonly y: readonly number[];
  /** `losses[row][column]`; `null` where it is not finite. */
  readonly losses: readonly (readonly (number | null)[])[];
}

/**
 * The loss along lines and planes between the solutions of several optimizers, trained from the same initial weights on
 * the same minibatches.
 *
 * @category Records
 */
export interface LandscapeRecord {
  /** The metric beside the training loss. */
  readonly metric: MetricKey;
  /** The examples that each value is over, the first ones of each part. */
  readonly examples: { readonly train: number; readonly validation: number };
  /** Evaluations of a part that it took, without gradients. */
  readonly evaluations: number;
  /** Evaluations of loss and gradient of the other trainings. */
  readonly gradientEvaluations: number;
  /** The optimizers whose solutions it knows, the trial's own first: one that diverged is not among them. */
  readonly solutions: readonly string[];
  /** From the initial weights to each solution, then between all pairs. */
  readonly lines: readonly LandscapeLine[];
  /** Those that there are: fewer than three solutions span no plane. */
  readonly planes: readonly LandscapePlane[];
}
