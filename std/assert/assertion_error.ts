/** The error that every assertion of this package throws. */
export class AssertionError extends Error {
  /** Builds the error from its message and, in `options`, its cause. */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AssertionError";
  }
}
