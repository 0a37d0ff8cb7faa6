/**
 * Pictures that a trained classifier of images leaves, small enough for a record.
 *
 * @category Writing a problem
 */
export interface ProblemPictures {
  /** Channels, height and width of an image: 1 channel is grey, 3 are red, green and blue. */
  readonly shape: readonly [channels: number, height: number, width: number];
  /** The test images that were taken for another class, the one whose own class got the lowest probability first. */
  readonly worst: readonly {
    /** Its place in the test part. */
    readonly index: number;
    /** Its class. */
    readonly target: number;
    /** The class that it was taken for. */
    readonly predicted: number;
    /** The probability of that class. */
    readonly probability: number;
    /** Its pixels, channel after channel, as base64. */
    readonly pixels: string;
  }[];
  /** Filters of the first layer, the first ones; `null` where that does not look at pixels. */
  readonly filters: {
    /** Channels, height and width of a filter. */
    readonly shape: readonly [channels: number, height: number, width: number];
    /** Weights as bytes, 0 at 128 and the largest of a filter at 8 or 248, channel after channel, as base64. */
    readonly pixels: readonly string[];
  } | null;
}
