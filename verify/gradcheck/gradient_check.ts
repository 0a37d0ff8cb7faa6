import type { Shape } from "@descent/core";
import type { Mode } from "@descent/layers";

/**
 * One gradient compared with central differences.
 *
 * @category Gradient checks
 */
export interface GradientCheck {
  /** Subject of the check: an entry of the layers' catalogue, or a check of the course. */
  readonly group: "layer" | "loss" | "penalty" | "course";
  /** Its name. */
  readonly title: string;
  /** Shape of its input; none for a penalty. */
  readonly input: Shape;
  /** Mode of the forward passes; undefined where there is none. */
  readonly mode: Mode | undefined;
  /** With respect to what. */
  readonly tensor: string;
  /** Largest relative error of the gradient. */
  readonly error: number;
  /** Largest error that passes. */
  readonly bound: number;
  /** Error that the course's own check printed for the same numbers; undefined where there is none. */
  readonly printed: number | undefined;
}
