/**
 * A pointwise rule bound to several sets of tensors that share the scalars: running it is one call for
 * all sets and leaves no memory behind, on the JavaScript heap neither.
 *
 * @category Pointwise functions
 */
export interface PointwisePass {
  /**
   * The scalars of the next run in the rule's order, live and rounded to the element type; NaN until they
   * are written. Writing them by index boxes no number.
   */
  readonly scalars: Float32Array | Float64Array;

  /** Applies the rule to every element of every set. */
  run(): void;
}
