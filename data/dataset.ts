/** Labelled images as bytes, one after another. */
export interface ImageSet {
  /**
   * The pixels, N·C·H·W bytes from 0 to 255: image after image, each C·H·W bytes by channel and
   * row.
   */
  readonly images: Uint8Array;
  /** The class of each image, N bytes from 0 to K − 1. */
  readonly labels: Uint8Array;
  /** How many images there are, N. */
  readonly count: number;
}

/** Images to learn to classify, in three separate sets. */
export interface Dataset {
  /** The name on the command line and in records. */
  readonly name: string;
  /** The name for people. */
  readonly title: string;
  /** The shape of one image, [C, H, W]. */
  readonly imageShape: readonly [number, number, number];
  /** How many classes there are, K. */
  readonly classes: number;
  /** The name of each class for people, K of them. */
  readonly classNames: readonly string[];
  /** What networks are trained on. */
  readonly train: ImageSet;
  /** What settings are selected by. */
  readonly validation: ImageSet;
  /** What the result is measured on, once all is selected. */
  readonly test: ImageSet;
  /** Where the images come from: the folder, or how they were made. */
  readonly source: string;
}

/** Which part of a dataset to load, and from where. */
export interface DatasetOptions {
  /**
   * The folder that holds the datasets. Default: `$DESCENT_DATA`, else `./data`. Drawn datasets
   * need none.
   */
  readonly dataDirectory?: string | undefined;
  /** How many training images; from 1. Default: all, or for a drawn dataset its usual number. */
  readonly trainCount?: number | undefined;
  /** How many validation images; from 1. Default: as for training. */
  readonly validationCount?: number | undefined;
  /** How many test images; from 1. Default: as for training. */
  readonly testCount?: number | undefined;
}
