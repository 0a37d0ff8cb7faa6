/**
 * A column of a table as it becomes part of an input.
 *
 * @category Splits and batches
 */
export type InputColumn =
  | {
    /** A number, standardized by the training part: `(x − mean) / deviation`, one element of the input. */
    readonly kind: "number";
    /** Its name in the table's header. */
    readonly name: string;
    /** Mean over the training part. */
    readonly mean: number;
    /** Standard deviation over the training part; 0 for a constant column, which becomes 0. */
    readonly deviation: number;
  }
  | {
    /** A category: an element of the input for each, 1 for the one that it is, else 0. */
    readonly kind: "category";
    /** Its name in the table's header. */
    readonly name: string;
    /** The categories in the order of the elements. */
    readonly categories: readonly string[];
  };

/**
 * A column of values to predict: the network's output is `(y − mean) / deviation`.
 *
 * @category Splits and batches
 */
export interface TargetColumn {
  /** Its name in the table's header. */
  readonly name: string;
  /** Mean over the training part; 0 where targets stay as they are. */
  readonly mean: number;
  /** Standard deviation over the training part; 1 where targets stay as they are. */
  readonly deviation: number;
}

/**
 * How rows of a table become inputs, and outputs predictions.
 *
 * @category Splits and batches
 */
export interface TablePreprocessing {
  /** Which kind of inputs. */
  readonly kind: "table";
  /** The input's columns in order; the target is none of them. */
  readonly columns: readonly InputColumn[];
  /** The columns to predict: values, or one of classes, whose names the data set has. */
  readonly targets: readonly TargetColumn[];
}

/**
 * How pictures become inputs.
 *
 * @category Splits and batches
 */
export interface ImagePreprocessing {
  /** Which kind of inputs. */
  readonly kind: "images";
  /** 1 for grey, 3 for red, green, blue. */
  readonly channels: number;
  /** Rows of pixels. */
  readonly height: number;
  /** Columns of pixels. */
  readonly width: number;
  /**
   * How pictures of another size are brought to this one: each pixel is the mean of the area that it covers of the
   * stretched picture (`"area"`), or they are refused (`"none"`).
   */
  readonly resize: "area" | "none";
  /** Whether rows and columns of a file are exchanged on reading, as EMNIST stores them. */
  readonly transposed: boolean;
  /** Subtracted from pixels that are no bytes, mean over the training part; 0 for bytes, which a problem scales. */
  readonly mean: number;
  /** The divisor of pixels that are no bytes, their standard deviation over the training part; 1 for bytes. */
  readonly deviation: number;
}

/**
 * How raw data become a data set's inputs, as plain data that is kept beside a trained model.
 *
 * @category Splits and batches
 */
export type Preprocessing = TablePreprocessing | ImagePreprocessing;
