/**
 * Error of an analytic gradient against central differences.
 *
 * @category Gradient checks
 */
export interface GradientError {
  /** With respect to what: `input`, `prediction`, or a parameter's name. */
  readonly tensor: string;
  /** Largest relative error, at least 0. */
  readonly error: number;
}
