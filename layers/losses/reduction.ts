/**
 * How the losses of a batch become one number: their `"mean"`, weighted where there are weights, or their `"sum"`.
 *
 * `"none"` leaves them apart in `losses`; the number is then their sum, and the gradient of each is that of its own loss,
 * for a caller who scales them.
 *
 * @category Losses and penalties
 */
export type Reduction = "mean" | "sum" | "none";

/**
 * The option that all losses have.
 *
 * @category Losses and penalties
 */
export interface ReductionOptions {
  /** How the losses of a batch become one number, see {@linkcode Reduction}; default `"mean"`. */
  readonly reduction?: Reduction;
}
