import type { DType } from "@descent/core";
import type { NetworkChoice } from "./network_choice.ts";

/** What can be measured at each evaluation besides losses and accuracies, by name. */
export type Observation = "gradientNorms";

/** How the bytes of an image become a network's inputs, as plain data. */
export interface PreprocessingChoice {
  /** What each byte is multiplied by. */
  readonly scale: number;
  /** Whether the training set's mean of each pixel is subtracted. */
  readonly centred: boolean;
}

/** The learning rate falls by a factor at equal distances. */
export interface StepDecayChoice {
  /** Which schedule. */
  readonly kind: "step-decay";
  /** Epochs from one fall to the next, above 0. */
  readonly everyEpochs: number;
  /** What each fall multiplies the rate by. */
  readonly factor: number;
}

/** How the learning rate goes on from its first value: it stays, falls to 0 along half a cosine, or falls in steps. */
export type ScheduleChoice = "constant" | "cosine" | StepDecayChoice;

/**
 * A test problem: what is learned, by which network, in which batches, for how long, and what counts as
 * learned. Everything about a trial but the optimizer, its setting and the seed.
 *
 * Plain data, so that a trial can be posted to a worker and told apart from any other.
 */
export interface Problem {
  /** Lower-case name for folders and tables, such as `digits-two-layer`. */
  readonly name: string;
  /** The dataset's name. */
  readonly dataset: string;
  /** How many of its training images are learned, the first ones; absent: all. */
  readonly trainCount?: number;
  /** How many of its validation images it is evaluated on, the first ones; absent: all. */
  readonly validationCount?: number;
  /** How bytes become inputs. */
  readonly preprocessing: PreprocessingChoice;
  /** What maps inputs to a score for each class; its loss is softmax cross-entropy. */
  readonly network: NetworkChoice;
  /** Strength λ of the penalty `½ λ Σ w²` on the weights; absent: none. */
  readonly l2Strength?: number;
  /** Images in one step. */
  readonly batchSize: number;
  /** Passes over the training set; may be a fraction. */
  readonly epochs: number;
  /** How often in an epoch the network is evaluated, above 0; 0.5 is every second epoch. */
  readonly evaluationsPerEpoch: number;
  /** What else is measured at each evaluation; absent: nothing. */
  readonly observe?: readonly Observation[];
  /** How the learning rate changes, the same for every optimizer. */
  readonly schedule: ScheduleChoice;
  /** The validation accuracy that trials are timed towards, from 0 to 1, or `null`. */
  readonly target: number | null;
  /** Number format of the training. */
  readonly dtype: DType;
}

/**
 * A preprocessing in words, for reports.
 *
 * @param preprocessing The preprocessing.
 * @returns Such as `"pixels / 255, less the training mean"`.
 *
 * @example
 * ```ts
 * import { preprocessingText } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(preprocessingText({ scale: 1 / 255, centred: false }), "pixels / 255");
 * ```
 */
export function preprocessingText({ scale, centred }: PreprocessingChoice): string {
  const scaled = scale === 1 ? "pixels 0..255" : `pixels / ${Number((1 / scale).toPrecision(6))}`;
  return centred ? `${scaled}, less the training mean` : scaled;
}
