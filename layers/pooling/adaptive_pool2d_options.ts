import type { PerAxis } from "@descent/core";

/**
 * Options of adaptive pooling.
 *
 * @category Pooling and shape
 */
export interface AdaptivePool2dOptions {
  /** Rows and columns of the output (`output_size` in PyTorch): one number, or `[rows, columns]`; at least 1. */
  readonly output: PerAxis;
  /** Name within the network; default kind and number. */
  readonly name?: string;
}
