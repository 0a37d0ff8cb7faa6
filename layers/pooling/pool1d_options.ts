/**
 * Options of a pooling of sequences: how its windows move, and its name.
 *
 * @category Pooling and shape
 */
export interface Pool1dOptions {
  /** Elements of a window, a whole number of at least 1. */
  readonly kernel: number;
  /** Elements from window to window; default the kernel. */
  readonly stride?: number;
  /**
   * Elements around the sequence: one number, `[left, right]`, or `"same"` for ceil(W / stride) elements of output; less
   * than the kernel; default 0.
   */
  readonly padding?: number | readonly [left: number, right: number] | "same";
  /** Whether a last window may reach past sequence and padding for what is left over; default false. */
  readonly ceilMode?: boolean;
  /** Name within the network; default kind and number. */
  readonly name?: string;
}
