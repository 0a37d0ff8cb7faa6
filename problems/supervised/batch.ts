import type { LayerInput, Target } from "@descent/layers";

/**
 * Some examples as a network takes them.
 *
 * @category Writing a problem
 */
export interface Batch {
  /** Inputs, [N, ...]. */
  readonly x: LayerInput;
  /** Targets: class indices [N], or values [N, ...]. */
  readonly target: Target;
}
