import type { DType } from "@descent/core";

/** How the bytes of an image become a network's inputs, as plain data. */
export interface PreprocessingChoice {
  /** What each byte is multiplied by. */
  readonly scale: number;
  /** Whether the training set's mean of each pixel is subtracted. */
  readonly centred: boolean;
}

/** A fully connected net, as plain data. */
export interface NetworkChoice {
  /** Which network. */
  readonly kind: "fully-connected";
  /** Units of each hidden layer, first to last. */
  readonly hidden: readonly number[];
}

/** How the learning rate goes on from its first value: it stays, or falls to 0 along half a cosine. */
export type ScheduleChoice = "constant" | "cosine";

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
  /** How bytes become inputs. */
  readonly preprocessing: PreprocessingChoice;
  /** What maps inputs to a score for each class; its loss is softmax cross-entropy. */
  readonly network: NetworkChoice;
  /** Images in one step. */
  readonly batchSize: number;
  /** Passes over the training set; may be a fraction. */
  readonly epochs: number;
  /** How often in an epoch the network is evaluated. */
  readonly evaluationsPerEpoch: number;
  /** How the learning rate changes, the same for every optimizer. */
  readonly schedule: ScheduleChoice;
  /** The validation accuracy that trials are timed towards, from 0 to 1. */
  readonly target: number;
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
 * import { preprocessingText } from "@descent/experiments";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(preprocessingText({ scale: 1 / 255, centred: false }), "pixels / 255");
 * ```
 */
export function preprocessingText({ scale, centred }: PreprocessingChoice): string {
  const scaled = scale === 1 ? "pixels 0..255" : `pixels / ${Number((1 / scale).toPrecision(6))}`;
  return centred ? `${scaled}, less the training mean` : scaled;
}
