/**
 * Options of the gated linear units.
 *
 * @category Activations
 */
export interface GatedUnitOptions {
  /** Name within the network; default kind and number. */
  readonly name?: string;
  /**
   * The axis that is cut in halves (`dim` in PyTorch), not the batch; negative numbers count from the end; default −1.
   */
  readonly axis?: number;
}
