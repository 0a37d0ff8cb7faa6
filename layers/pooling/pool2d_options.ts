import type { Padding, PerAxis } from "@descent/core";

/**
 * Options of a pooling layer: how its windows move, and its name.
 *
 * @category Pooling and shape
 */
export interface Pool2dOptions {
  /** Rows and columns of a window (`kernel_size` in PyTorch): one number, or `[rows, columns]`; at least 1. */
  readonly kernel: PerAxis;
  /** Rows and columns from window to window: one number, or `[rows, columns]`; default the kernel. */
  readonly stride?: PerAxis;
  /**
   * Rows and columns around the image: one number, `[vertical, horizontal]`, `[top, bottom, left, right]`, or `"same"`
   * for ceil(H / stride) rows of output; less than the kernel; default 0.
   */
  readonly padding?: Padding;
  /**
   * Whether a last window may reach past image and padding for what is left over (`ceil_mode` in PyTorch); what lies
   * there does not count; default false.
   */
  readonly ceilMode?: boolean;
  /** Name within the network; default kind and number. */
  readonly name?: string;
}
