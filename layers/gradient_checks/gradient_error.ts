/** How far an analytic gradient is from the numeric one. */
export interface GradientError {
  /** With respect to what: `input`, `prediction`, or a parameter's name. */
  readonly tensor: string;
  /** Largest relative error, at least 0. */
  readonly error: number;
}
