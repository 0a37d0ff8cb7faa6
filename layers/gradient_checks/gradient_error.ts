/** Error of an analytic gradient against central differences. */
export interface GradientError {
  /** With respect to what: `input`, `prediction`, or a parameter's name. */
  readonly tensor: string;
  /** Largest relative error, at least 0. */
  readonly error: number;
}
