import type { Preprocessing } from "./preprocessing.ts";

/**
 * Numbers of any kind that inputs and targets come in: bytes of images, indices, or values.
 *
 * @category Data sets
 */
export type ExampleArray = Uint8Array | Int32Array | Float32Array | Float64Array;

/**
 * Examples, one after another: what goes into a model, and what should come out.
 *
 * @category Data sets
 */
export interface Examples {
  /** Inputs, N examples of the data set's input shape, row-major. Bytes are pixels, `Int32Array`s are indices. */
  readonly inputs: ExampleArray;
  /** Targets, N of the data set's target shape: class indices from 0 to K − 1 as bytes or `Int32Array`, else values. */
  readonly targets: ExampleArray;
  /** Number of examples, N. */
  readonly count: number;
}

/**
 * Examples to learn from, in three separate parts.
 *
 * @category Data sets
 */
export interface Dataset {
  /** The name on the command line and in records. */
  readonly name: string;
  /** The name for people. */
  readonly title: string;
  /** Shape of one input: [C, H, W] of an image, [D] of a row of a table, [T] of a sequence. */
  readonly inputShape: readonly number[];
  /** Shape of one target: `[]` for a class, [D] for values. */
  readonly targetShape: readonly number[];
  /** The name of each class for people, K of them; `null` where targets are values. */
  readonly classNames: readonly string[] | null;
  /** The part that is learned. */
  readonly train: Examples;
  /** The part that settings are chosen by. */
  readonly validation: Examples;
  /** The part that the result is measured on, once all is chosen. */
  readonly test: Examples;
  /** Where the examples come from: the folder, or how they were made. */
  readonly source: string;
  /** How raw data became the inputs; absent where they were made as they are. */
  readonly preprocessing?: Preprocessing;
  /** A sentence that a report of it must say, as that the content is not what the name promises. */
  readonly remark?: string;
}

/**
 * Which part of a dataset to load, and from where.
 *
 * @category Data sets
 */
export interface DatasetOptions {
  /**
   * The folder that holds the datasets. Default: `$DESCENT_DATA`, else `./datasets`. Drawn datasets
   * need none.
   */
  readonly dataDirectory?: string | undefined;
  /**
   * Number of training examples; from 1. Default: all, or for a drawn dataset its usual number. Of a file or folder
   * given by its path at most so many are taken.
   */
  readonly trainCount?: number | undefined;
  /** Number of validation examples; from 1. Default: as for training. */
  readonly validationCount?: number | undefined;
  /** Number of test examples; from 1. Default: as for training. */
  readonly testCount?: number | undefined;
  /** Share of the examples that settings are chosen by, between 0 and 1. Default: 0.2, or as the data set is published. */
  readonly validationFraction?: number | undefined;
  /** Share of the examples that the result is measured on, where there is no test part. Default: 0.2. */
  readonly testFraction?: number | undefined;
  /** Seed of the split, an integer from 0; default 0. */
  readonly splitSeed?: number | undefined;
  /** The column of a table to predict, by its name or its number from 1. Default: target, label or class, else the last. */
  readonly target?: string | undefined;
}
